package dev.portrait.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class FieldErrorsTest {

    private static final FieldError BIO = new FieldError("bio", ErrorCode.MAX_LENGTH, 10_000);
    private static final FieldError GENDER = new FieldError("gender", ErrorCode.INVALID_CHOICE);

    private final FieldErrors errors = new FieldErrors();

    @Test
    void returns_the_value_that_a_rule_makes() {
        assertThat(errors.check(() -> "made")).contains("made");
        assertThatCode(errors::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void collects_the_errors_of_all_fields_in_their_order() {
        assertThat(errors.check(() -> {
                    throw new RequestException(BIO);
                }))
                .isEmpty();
        errors.add(GENDER);

        RequestException refused = catchThrowableOfType(RequestException.class, errors::throwIfAny);

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refused.fieldErrors()).containsExactly(BIO, GENDER);
    }

    @Test
    void passes_on_an_error_of_the_whole_request() {
        assertThatThrownBy(() -> errors.check(() -> {
                    throw new RequestException(ErrorCode.THROTTLED);
                }))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.THROTTLED));
    }

    @Test
    void passes_on_a_defect() {
        assertThatThrownBy(() -> errors.check(() -> {
                    throw new IllegalStateException("defect");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
