package dev.portrait.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Black-box tests that know nothing of the server, and so run against each. Those with the tag {@code own-server} start one
 * for themselves; those with {@code direct} speak to the server itself, and not through nginx to one of two.
 */
@Tag("every-server")
@ExtendWith(PortraitServer.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface EveryServer {}
