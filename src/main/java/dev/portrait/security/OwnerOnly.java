package dev.portrait.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restricts a method to the user whose {@code {id}} is in the path, or to any signed-in user if the path has no {@code {id}};
 * blocked users are refused. The check precedes the reading of the body. A token without a profile is 401, an unknown target
 * 404, another user's profile 403 (contract §4).
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OwnerOnly {}
