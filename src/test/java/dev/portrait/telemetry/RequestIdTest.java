package dev.portrait.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3c2d10-8a4e-4b7e-9d57-2f0d8f1c6a11", "edge.1_2-3"})
    void accepts_a_well_formed_id(String header) {
        assertThat(RequestId.acceptOrCreate(header)).isEqualTo(header);
        assertThat(RequestId.acceptOrCreate("x".repeat(64))).isEqualTo("x".repeat(64));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-a", "a b", "a\nb", "a\"b", "<b>", "a;b", "é", "${jndi:x}"})
    void creates_an_id_if_the_given_one_is_missing_or_malformed(String header) {
        assertThat(RequestId.acceptOrCreate(header))
                .matches("[0-9a-f-]{36}")
                .isNotEqualTo(RequestId.acceptOrCreate(header));
        assertThat(RequestId.acceptOrCreate("x".repeat(65))).matches("[0-9a-f-]{36}");
    }

    @Test
    @SuppressWarnings("try")
    void is_restored_after_an_inner_binding() {
        assertThat(RequestId.with("message")).isEqualTo("[-] message");
        try (RequestId.Binding outer = RequestId.bind("one")) {
            try (RequestId.Binding inner = RequestId.bind("two")) {
                assertThat(RequestId.current()).isEqualTo("two");
            }
            assertThat(RequestId.with("message")).isEqualTo("[one] message");
        }
        assertThat(RequestId.current()).isEqualTo("-");
    }
}
