package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;

/** Every body is parsed as a form or refused as malformed. */
class ProfileBodyFuzzTest {

    @FuzzTest(maxDuration = "150s")
    void json(byte[] body) {
        try {
            assertThat(ProfileBody.json(body)).isNotNull();
        } catch (RequestException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.PARSE_ERROR);
        }
    }
}
