package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
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
        FieldError error = error(rule);
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.code()).isEqualTo(code);
    }

    /** Asserts that one field is refused as {@code invalid}, for that reason. */
    static void assertInvalid(ThrowingCallable rule, String field, Reason reason) {
        FieldError error = error(rule);
        assertThat(error).isEqualTo(new FieldError(field, ErrorCode.INVALID, reason, error.arguments()));
    }

    private static FieldError error(ThrowingCallable rule) {
        RequestException refused = catchThrowableOfType(RequestException.class, rule);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.fieldErrors()).hasSize(1);
        return refused.fieldErrors().get(0);
    }
}
