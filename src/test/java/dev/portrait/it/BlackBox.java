package dev.portrait.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that only send requests to a running Portrait. They share one server, unless they have the tag
 * {@code own-server}. The tags {@code chromium} and {@code node} mark tests that need a program other than Java.
 */
@Tag("black-box")
@ExtendWith(PortraitServer.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface BlackBox {}
