package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The text of a body, without avatar_base64")
class TextBodyTest {

    private final ReceivedBody received = new ReceivedBody();
    private int piece = 8192;

    @AfterEach
    void release() {
        received.release();
    }

    @Nested
    @DisplayName("in JSON")
    class Json {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"avatar_base64\":\"ab\"}|{\"avatar_base64\":\"\"}|ab",
                    "{ \"bio\" : \"x\" , \"avatar_base64\" : \"ab\" , \"location\" : \"y\" }"
                            + "|{ \"bio\" : \"x\" , \"avatar_base64\" : \"\" , \"location\" : \"y\" }|ab",
                    "{\"x\":{\"y\":[\"z\",{}]},\"avatar_base64\":\"ab\"}|{\"x\":{\"y\":[\"z\",{}]},\"avatar_base64\":\"\"}|ab",
                    "{\"bio\":\"a\\\",\\\\\",\"avatar_base64\":\"ab\"}|{\"bio\":\"a\\\",\\\\\",\"avatar_base64\":\"\"}|ab",
                    "{\"avatar_base64\":\"a\\/b\\\\c\\\"d\\u002Be\"}|{\"avatar_base64\":\"\"}|a/b\\c\"d+e",
                    "{\"avatar_base64\":\"a\",\"avatar_base64\":\"b\"}|{\"avatar_base64\":\"\",\"avatar_base64\":\"b\"}|a",
                })
        void moves_the_value(String body, String kept, String moved) throws IOException {
            for (piece = 1; piece < 9; piece++) {
                assertThat(json(body)).isEqualTo(kept);
                assertThat(moved()).contains(moved);
                received.release();
            }
        }

        @Test
        void decodes_escaped_line_breaks() throws IOException {
            assertThat(json("{\"avatar_base64\":\"a\\r\\nb\\tc\"}")).isEqualTo("{\"avatar_base64\":\"\"}");
            assertThat(moved()).contains("a\r\nb\tc");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "{\"avatar_base64\":null}",
                    "{\"avatar_base64\":7,\"bio\":\"x\"}",
                    "{\"avatar_base64\":[\"x\"]}",
                    "{\"avatar_base64\":{\"avatar_base64\":\"x\"}}",
                    "{\"x\":{\"avatar_base64\":\"y\"}}",
                    "[{\"avatar_base64\":\"y\"}]",
                    "{\"bio\":\"avatar_base64\",\"x\":\"y\"}",
                    "{\"bio\":\"\\\"avatar_base64\\\":\\\"x\\\"\"}",
                    "{\"avatar_base64x\":\"y\"}",
                    "{\"xavatar_base64\":\"y\"}",
                    "{\"avatar_base6\":\"y\"}",
                    "{\"avatar\\u005fbase64\":\"y\"}",
                    "\"avatar_base64\":\"y\"",
                    "{\"bio\":\"x",
                    "\u00ff\u0000}]"
                })
        void keeps_everything_else(String body) throws IOException {
            assertThat(json(body)).isEqualTo(body);
            assertThat(moved()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\\x", "a\\u00g0", "a\nb", "a\u0000"})
        void refuses_what_no_json_string_contains(String value) {
            assertThatThrownBy(() -> json("{\"avatar_base64\":\"" + value + "\"}"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("malformed JSON string");
        }

        @Test
        void leaves_a_string_without_end_to_the_parser() throws IOException {
            assertThat(json("{\"avatar_base64\":\"ab")).isEqualTo("{\"avatar_base64\":\"");
        }

        private String json(String body) throws IOException {
            return read(new JsonText(slow(body), Bodies.allowance(received), received));
        }
    }

    @Nested
    @DisplayName("in a urlencoded form")
    class Form {

        @ParameterizedTest
        @CsvSource({
            "avatar_base64=ab, avatar_base64=, ab",
            "bio=x&avatar_base64=ab&location=y, bio=x&avatar_base64=&location=y, ab",
            "avatar_base64=data%3Aa%2Bb%2fc==, avatar_base64=, data:a+b/c==",
            "avatar_base64=a+b, avatar_base64=, a b",
            "avatar_base64=a&avatar_base64=b, avatar_base64=&avatar_base64=b, a",
        })
        void moves_the_value(String body, String kept, String moved) throws IOException {
            for (piece = 1; piece < 9; piece++) {
                assertThat(form(body)).isEqualTo(kept);
                assertThat(moved()).contains(moved);
                received.release();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "avatar_base64",
                    "bio=avatar_base64=x",
                    "avatar_base64x=y",
                    "xavatar_base64=y",
                    "avatar%5Fbase64=y",
                    "=&&=a"
                })
        void keeps_everything_else(String body) throws IOException {
            assertThat(form(body)).isEqualTo(body);
            assertThat(moved()).isEmpty();
        }

        @Test
        void refuses_malformed_percent_encoding() {
            assertThatThrownBy(() -> form("avatar_base64=%2G"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("malformed percent-encoding");
        }

        @Test
        void has_1000_fields_at_most() throws IOException {
            String most = "a&".repeat(999) + "a";
            assertThat(form(most)).isEqualTo(most);
            assertThatThrownBy(() -> form(most + "&"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("too many fields");
        }

        private String form(String body) throws IOException {
            return read(new FormText(slow(body), Bodies.allowance(received), received));
        }
    }

    @Test
    void a_long_value_is_complete() throws IOException {
        String value = "0123456789".repeat(300_000);
        read(new JsonText(slow("{\"avatar_base64\":\"" + value + "\"}"), Bodies.allowance(received), received));
        assertThat(moved()).contains(value);
    }

    @Test
    void text_has_a_limit_that_a_moved_value_does_not_count_for() throws IOException {
        String most = "x".repeat(TextAllowance.MAX_BYTES);
        assertThat(read(new FormText(slow(most), Bodies.allowance(received), received)))
                .hasSameSizeAs(most);
        assertThatThrownBy(() -> read(new FormText(slow(most + "x"), Bodies.allowance(received), received)))
                .isInstanceOf(GuardedBody.TooLarge.class);
    }

    private Optional<String> moved() throws IOException {
        Optional<InputStream> value = received.base64();
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(value.get().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    private static String read(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private InputStream slow(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
    }
}
