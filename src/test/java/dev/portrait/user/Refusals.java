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

/** Assertions about refused requests. */
final class Refusals {

    private Refusals() {}

    /** Asserts that a call is refused as a whole. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, ErrorCode code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(RequestException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fieldErrors()).isEmpty();
        });
    }

    /** Asserts that a call is refused because of one field. */
    static void assertRefused(ThrowingCallable call, String field, ErrorCode code) {
        FieldError error = error(call);
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.code()).isEqualTo(code);
    }

    /** Asserts that one field is refused as {@code invalid} for the given reason. */
    static void assertInvalid(ThrowingCallable call, String field, Reason reason) {
        FieldError error = error(call);
        assertThat(error).isEqualTo(new FieldError(field, ErrorCode.INVALID, reason, error.arguments()));
    }

    private static FieldError error(ThrowingCallable call) {
        RequestException refused = catchThrowableOfType(RequestException.class, call);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.fieldErrors()).hasSize(1);
        return refused.fieldErrors().get(0);
    }
}
