package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    // Parsson's limit is 1,100 digits.
    @ParameterizedTest
    @ValueSource(ints = {1_101, 60_000})
    void refuses_a_number_of_many_digits_as_malformed(int digits) {
        byte[] body = ("{\"avatar_id\":" + "1".repeat(digits) + "}").getBytes(StandardCharsets.US_ASCII);

        RequestException refused = catchThrowableOfType(RequestException.class, () -> JsonBody.read(body));

        assertThat(refused.code()).isEqualTo(ErrorCode.PARSE_ERROR);
    }
}
