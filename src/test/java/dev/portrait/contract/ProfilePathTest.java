package dev.portrait.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/1",
                "user/1/",
                "/user/10/",
                "/api/v2/user/10",
                "/portrait/api/v2/user/10/",
                "user/9223372036854775808"
            })
    void matches_a_profile_with_and_without_the_base_path(String path) {
        assertThat(ProfilePath.matches(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/",
                "user/0",
                "user/01",
                "user/-1",
                "user/1/status",
                "user/1//",
                "user/me",
                "x/user/1",
                "/api/v1/user/1",
                "user/1\n",
                "user/\u0661"
            })
    void matches_nothing_else(String path) {
        assertThat(ProfilePath.matches(path)).isFalse();
    }
}
