package dev.portrait.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.ApplicationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestExceptionTest {

    private static final FieldError BIO = new FieldError("bio", ErrorCode.MAX_LENGTH, 10_000);

    @ParameterizedTest
    @CsvSource({"PARSE_ERROR, parse_error", "UNIQUE, unique", "UNSUPPORTED_MEDIA_TYPE, unsupported_media_type"})
    void codes_are_lower_case_in_json(ErrorCode code, String wire) {
        assertThat(code.wire()).isEqualTo(wire);
    }

    @Test
    void has_the_key_of_its_message_as_message() {
        assertThat(new RequestException(ErrorCode.NOT_FOUND)).hasMessage("not_found");
        assertThat(new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED))
                .hasMessage("permission_denied.blocked");
        assertThat(new RequestException(FieldError.invalid("bio", Reason.LINE_BREAK)))
                .hasMessage("[bio.invalid.line_break]");
        assertThat(new RequestException(BIO)).hasMessage("[bio.max_length]");
    }

    @Test
    void keeps_its_cause_for_the_log() {
        IOException cause = new IOException("disk");
        RequestException refused = new RequestException(ErrorCode.UNAVAILABLE, cause);
        assertThat(refused).hasCause(cause).hasMessage("unavailable");
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refused.fieldErrors()).isEmpty();
    }

    @Test
    void copies_the_list_of_errors() {
        List<FieldError> errors = new ArrayList<>(List.of(BIO));
        RequestException refused = new RequestException(errors);
        errors.clear();
        assertThat(refused.fieldErrors()).containsExactly(BIO);
    }

    @Test
    void rolls_back_the_transaction_and_is_not_wrapped_by_the_container() {
        ApplicationException rule = RequestException.class.getAnnotation(ApplicationException.class);
        assertThat(rule.rollback()).isTrue();
        assertThat(rule.inherited()).isTrue();
    }

    @Test
    void can_be_serialized() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new RequestException(BIO));
        }
        assertThat(bytes.size()).isPositive();
    }
}
