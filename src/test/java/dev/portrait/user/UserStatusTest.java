package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserStatusTest {

    @ParameterizedTest
    @CsvSource({"APPROVED, a, true", "BLOCKED, b, true", "DELETED, d, false", "UNREGISTERED, u, false"})
    void has_a_code_and_says_whether_the_profile_is_present(UserStatus status, String letter, boolean present) {
        assertThat(status.wire()).isEqualTo(letter);
        assertThat(status.present()).isEqualTo(present);
    }
}
