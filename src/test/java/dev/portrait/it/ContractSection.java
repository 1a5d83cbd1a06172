package dev.portrait.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which sections of the contract a test shows; on a method it counts instead of that on its class. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ContractSection {

    /** The numbers of the sections, 1 to 9. */
    int[] value();
}
