package dev.portrait.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only the user whose {@code {id}} is in the path may call the method, or any user for themselves where the path has no
 * {@code {id}}; and only if not blocked. Decided before the body
 * is read: a token that speaks for nobody is a 401, an unknown target a 404, somebody else's a 403 (contract §4).
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OwnerOnly {}
