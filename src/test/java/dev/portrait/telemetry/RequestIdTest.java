package dev.portrait.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3c2d10-8a4e-4b7e-9d57-2f0d8f1c6a11", "edge.1_2-3"})
    void takes_over_a_well_formed_id(String header) {
        assertThat(RequestId.of(header)).isEqualTo(header);
        assertThat(RequestId.of("x".repeat(64))).isEqualTo("x".repeat(64));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-a", "a b", "a\nb", "a\"b", "<b>", "a;b", "é", "${jndi:x}"})
    void makes_an_id_where_there_is_none_that_a_log_could_have(String header) {
        assertThat(RequestId.of(header)).matches("[0-9a-f-]{36}").isNotEqualTo(RequestId.of(header));
        assertThat(RequestId.of("x".repeat(65))).matches("[0-9a-f-]{36}");
    }

    @Test
    @SuppressWarnings("try")
    void is_the_inner_one_inside_and_the_outer_one_again_after_it() {
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
