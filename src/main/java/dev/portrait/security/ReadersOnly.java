package dev.portrait.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restricts a method to callers who may read profiles (contract §11): anyone, or only callers who are signed in, as the site
 * decides. The check precedes the search for the profile, so that nobody else learns whether it exists.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReadersOnly {}
