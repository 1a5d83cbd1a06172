package dev.portrait.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For administrators. The role is the container's to check; a caller whose own profile is blocked gets 403 all the same, and
 * one whose profile is deleted 401 (contract §7). An administrator needs no profile.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AdministratorOnly {}
