package dev.portrait.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Black-box tests for behaviour in which application servers differ: tokens, errors, multipart, static files,
 * transactions, URLs. They run on each of the four servers, and through nginx unless they have the tag {@code direct}.
 */
@BlackBox
@Tag("every-server")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface EveryServer {}
