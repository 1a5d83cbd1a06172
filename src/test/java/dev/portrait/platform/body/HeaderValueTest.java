package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form-data; name=\"a\"; filename=\"b\"",
                "FORM-DATA;NAME=a;FileName=b",
                "form-data ; name = \"a\" ; filename = b ;",
                "form-data; filename=b; name=a",
                "form-data;; ;x; name=a; =y; filename=b",
                "form-data; name=a; filename=b; filename=c; name=d",
                "form-data; x=\"; name=c\"; name=a; filename=b",
                "form-data; x=\"\\\"; name=c\"; name=a; filename=b",
                "form-data; x=\"c\"d\"; name=a; filename=b",
                "form-data; x=5\" disk; name=a; filename=b"
            })
    void parameters_are_found_in_any_order_case_and_quoting(String header) {
        HeaderValue parsed = HeaderValue.parse(header);
        assertThat(parsed.value()).isEqualTo("form-data");
        assertThat(parsed.parameters()).containsEntry("name", "a").containsEntry("filename", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x=a b (1).jpg | a b (1).jpg",
                "x=a,b=c@d:e/f?g | a,b=c@d:e/f?g",
                "x=\"a;b\" | a;b",
                "x=\"C:\\fakepath\\a.jpg\" | C:\\fakepath\\a.jpg",
                "x=\"not closed | not closed",
                "x=\"not closed\\ | not closed\\",
                "x=\" | ``",
                "x= | ``",
                "x=\"\" | ``",
                "x='a' | 'a'"
            })
    void a_value_ends_at_the_quote_or_the_semicolon(String parameter, String value) {
        assertThat(HeaderValue.parse("y; " + parameter).parameters()).isEqualTo(Map.of("x", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", " Image/PNG ", "image/png;x", "application/vnd.a+json; b=c", "x/y"})
    void a_media_type_has_a_type_and_a_subtype(String header) {
        assertThat(HeaderValue.parse(header).isMediaType()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "/",
                "image",
                "image/",
                "/png",
                "null",
                "a/b/c",
                "image/*",
                "*/*",
                "image/png, image/jpeg",
                "\"image/png\"",
                "image /png",
                "im\u00E4ge/png",
                "image/png\r\nx/y"
            })
    void other_texts_are_no_media_type(String header) {
        assertThat(HeaderValue.parse(header).isMediaType()).isFalse();
    }

    @Test
    @Timeout(5)
    void a_long_header_is_parsed_in_linear_time() {
        for (String item : new String[] {";", "\"", "\\", "=", ";=", ";x=\"", ";x=\"\\", ";a=b"}) {
            assertThat(HeaderValue.parse("v" + item.repeat(1 << 18)).value()).startsWith("v");
        }
    }
}
