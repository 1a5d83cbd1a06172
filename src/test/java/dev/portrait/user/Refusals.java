package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests say about a refusal. */
final class Refusals {

    private Refusals() {}

    /** Asserts that the request as a whole is refused. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, ErrorCode code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(RequestException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fieldErrors()).isEmpty();
        });
    }

    /** Asserts that one field is refused. */
    static void assertRefused(ThrowingCallable rule, String field, ErrorCode code) {
        RequestException refused = catchThrowableOfType(RequestException.class, rule);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.fieldErrors()).extracting(FieldError::field).containsExactly(field);
        assertThat(refused.fieldErrors()).extracting(FieldError::code).containsExactly(code);
    }
}
