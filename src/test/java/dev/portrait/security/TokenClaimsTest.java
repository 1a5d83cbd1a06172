package dev.portrait.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

    static Stream<Number> five() {
        return Stream.of(5L, 5, 5.0, 5.0f, new BigDecimal("5.00"), BigInteger.valueOf(5));
    }

    @ParameterizedTest
    @MethodSource("five")
    void an_id_is_a_whole_number_of_any_type(Number claim) {
        assertThat(id(claim)).contains(5L);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "5.0, 5",
        "5e0, 5",
        "9223372036854775807, 9223372036854775807",
        "9007199254740993, 9007199254740993"
    })
    void an_id_is_a_whole_json_number(String json, long id) {
        assertThat(id(json(json))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.5",
                "0",
                "-0",
                "-1",
                "-5.0",
                "9223372036854775808",
                "1e400",
                "1e-400",
                "1e99999",
                "0e99999",
                "\"5\"",
                "true",
                "null",
                "[5]",
                "{\"id\":5}"
            })
    void other_json_values_are_no_id(String json) {
        assertThat(id(json(json))).isEmpty();
    }

    static Stream<Object> noIds() {
        return Stream.of(
                1.5,
                0L,
                -1L,
                0,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                1e19,
                new BigDecimal("1e999999999"),
                new BigDecimal("1e-999999999"),
                BigInteger.ONE.shiftLeft(63),
                "5",
                true);
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void other_java_values_are_no_id(Object claim) {
        assertThat(id(claim)).isEmpty();
    }

    @Test
    void a_token_without_the_claim_has_no_id() {
        assertThat(TokenClaims.id(token(Map.of("sub", 5L, "id", 5L)))).isEmpty();
    }

    @Test
    void a_string_is_returned_as_text() {
        assertThat(text("ann")).contains("ann");
        assertThat(text(json("\"a\\\"nn\""))).contains("a\"nn");
        assertThat(text("")).contains("");
    }

    @Test
    void true_is_the_boolean_and_not_a_text() {
        assertThat(isTrue(true)).isTrue();
        assertThat(isTrue(JsonValue.TRUE)).isTrue();
        assertThat(isTrue(json("true"))).isTrue();
        for (Object claim : List.of(false, JsonValue.FALSE, "true", json("\"true\""), 1, json("1"), json("[true]"))) {
            assertThat(isTrue(claim)).isFalse();
        }
        assertThat(TokenClaims.isTrue(token(Map.of()), "name")).isFalse();
    }

    @Test
    void other_types_are_not_text() {
        assertThat(text(5L)).isEmpty();
        assertThat(text(true)).isEmpty();
        assertThat(text(JsonValue.TRUE)).isEmpty();
        assertThat(text(json("5"))).isEmpty();
        assertThat(text(json("[\"ann\"]"))).isEmpty();
        assertThat(text(json("{}"))).isEmpty();
        assertThat(text(JsonValue.NULL)).isEmpty();
        assertThat(TokenClaims.text(token(Map.of()), "name")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1764000000, 2025-11-24T16:00:00Z", "1764000000.9, 2025-11-24T16:00:00Z", "0, 1970-01-01T00:00:00Z"})
    void nbf_is_in_seconds(String json, Instant time) {
        assertThat(TokenClaims.notBefore(token(Map.of("nbf", json(json))))).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "{}", "[]", "true", "1e18"})
    void a_token_whose_nbf_is_not_a_time_is_never_valid(String json) {
        assertThat(TokenClaims.notBefore(token(Map.of("nbf", json(json))))).contains(Instant.MAX);
    }

    @Test
    void a_token_whose_nbf_makes_the_server_fail_is_never_valid() {
        JsonWebToken payaras = mock(JsonWebToken.class);
        when(payaras.getClaim("nbf")).thenThrow(new ClassCastException("JsonStringImpl cannot be cast to JsonNumber"));
        assertThat(TokenClaims.notBefore(payaras)).contains(Instant.MAX);
    }

    @Test
    void a_token_without_groups_or_with_other_groups_than_an_array_has_none() {
        JsonWebToken payaras = mock(JsonWebToken.class);
        when(payaras.getGroups()).thenReturn(Set.of("user")).thenReturn(null);
        assertThat(TokenClaims.groups(payaras)).containsExactly("user");
        assertThat(TokenClaims.groups(payaras)).isEmpty();
        when(payaras.getGroups()).thenThrow(new ClassCastException("JsonNumberImpl cannot be cast to JsonArray"));
        assertThat(TokenClaims.groups(payaras)).isEmpty();
    }

    @Test
    void a_claim_that_makes_the_server_fail_is_no_text() {
        JsonWebToken payaras = mock(JsonWebToken.class);
        when(payaras.getClaim("sub")).thenThrow(new ClassCastException("JsonNumberImpl cannot be cast to JsonString"));
        assertThat(TokenClaims.text(payaras, "sub")).isEmpty();
    }

    @Test
    void a_token_without_nbf_is_valid_at_once() {
        assertThat(TokenClaims.notBefore(token(Map.of()))).isEmpty();
        assertThat(TokenClaims.notBefore(token(Map.of("nbf", JsonValue.NULL)))).isEmpty();
    }

    private static Optional<Long> id(Object claim) {
        return TokenClaims.id(token(Map.of("user_id", claim)));
    }

    private static Optional<String> text(Object claim) {
        return TokenClaims.text(token(Map.of("name", claim)), "name");
    }

    private static boolean isTrue(Object claim) {
        return TokenClaims.isTrue(token(Map.of("name", claim)), "name");
    }

    private static JsonValue json(String json) {
        try (JsonReader reader = Json.createReader(new StringReader("[" + json + "]"))) {
            return reader.readArray().get(0);
        }
    }

    private static JsonWebToken token(Map<String, ?> claims) {
        return (JsonWebToken) Proxy.newProxyInstance(
                TokenClaimsTest.class.getClassLoader(),
                new Class<?>[] {JsonWebToken.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getClaim") && arguments[0] instanceof String name) {
                        return claims.get(name);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
