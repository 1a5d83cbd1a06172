package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of values say about a refusal. */
final class Refusals {

    private Refusals() {}

    static void assertRefused(ThrowingCallable rule, String field, ErrorCode code) {
        RequestException refused = catchThrowableOfType(RequestException.class, rule);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.fieldErrors()).extracting(FieldError::field).containsExactly(field);
        assertThat(refused.fieldErrors()).extracting(FieldError::code).containsExactly(code);
    }
}
