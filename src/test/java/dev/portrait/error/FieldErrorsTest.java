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
    void passes_on_what_a_rule_makes() {
        assertThat(errors.check(() -> "made")).contains("made");
        assertThatCode(errors::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void gathers_the_problems_of_all_fields_in_their_order() {
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
    void ends_the_request_at_once_where_it_is_at_fault_as_a_whole() {
        assertThatThrownBy(() -> errors.check(() -> {
                    throw new RequestException(ErrorCode.THROTTLED);
                }))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.THROTTLED));
    }

    @Test
    void does_not_take_a_defect_for_a_problem_of_a_field() {
        assertThatThrownBy(() -> errors.check(() -> {
                    throw new IllegalStateException("defect");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
