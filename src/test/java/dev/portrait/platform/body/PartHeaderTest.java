package dev.portrait.platform.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartHeaderTest {

    private static final String AVATAR = "Content-Disposition: form-data; name=\"avatar\"";

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("a browser", AVATAR + "; filename=\"IMG (1).jpg\"\nContent-Type: image/jpeg"),
                Arguments.of(
                        "Internet Explorer", AVATAR + "; filename=\"C:\\pictures\\me.jpg\"\nContent-Type: image/pjpeg"),
                Arguments.of(
                        "a browser, not ASCII",
                        AVATAR + "; filename=\"K\u00C3\u00A4fer %22x%22.png\"\nContent-Type: image/png"),
                Arguments.of(
                        "React Native 0.74",
                        "content-disposition: form-data; name=\"avatar\"; filename=\"IMG (1).jpg\"; filename*=utf-8''IMG%20(1).jpg\n"
                                + "content-type: image/jpeg"),
                Arguments.of(
                        "React Native 0.76",
                        "content-disposition: form-data; name=\"avatar\"; filename=\"a,b;c=d@e:f/g.jpg\"; filename*=utf-8''a,b;c=d@e:f/g.jpg\n"
                                + "content-type: image/jpeg"),
                Arguments.of(
                        "React Native without a type",
                        "content-disposition: form-data; name=\"avatar\"; filename=\"x.jpg\"\ncontent-type: image"),
                Arguments.of(
                        "OkHttp and Retrofit",
                        AVATAR + "; filename=\"x.jpg\"\nContent-Type: image/*\nContent-Length: 4711"),
                Arguments.of(
                        "Retrofit, by a map of parts",
                        AVATAR
                                + "; filename=\"x.jpg\"\nContent-Transfer-Encoding: binary\nContent-Type: image/jpeg\nContent-Length: 4711"),
                Arguments.of("Node form-data, axios", AVATAR + "; filename=\"x.jpg\"\nContent-Type: image/jpeg"),
                Arguments.of(
                        "axios with a buffer", AVATAR + "; filename=\"blob\"\nContent-Type: application/octet-stream"),
                Arguments.of("Python requests", AVATAR + "; filename=\"x.jpg\""),
                Arguments.of("Python requests, not ASCII", AVATAR + "; filename*=utf-8''K%C3%A4fer.jpg"),
                Arguments.of(
                        "aiohttp",
                        "Content-Type: image/jpeg\nContent-Disposition: form-data; name=\"avatar\"; filename=\"x.jpg\"; filename*=utf-8''x.jpg"),
                Arguments.of("curl", AVATAR + "; filename=\"a\\\"b.jpg\"\nContent-Type: image/jpeg"),
                Arguments.of(
                        ".NET",
                        "Content-Type: image/jpeg\nContent-Disposition: form-data; name=avatar; filename=x.jpg; filename*=utf-8''x.jpg"),
                Arguments.of(
                        ".NET, not ASCII",
                        "Content-Disposition: form-data; name=avatar; filename=\"=?utf-8?B?S8OkZmVyLmpwZw==?=\"; filename*=utf-8''K%C3%A4fer.jpg"),
                Arguments.of(
                        "Apache HttpClient",
                        AVATAR
                                + "; filename=\"x.jpg\"\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: binary"),
                Arguments.of(
                        "Spring",
                        AVATAR
                                + "; filename=\"=?UTF-8?Q?K=C3=A4fer.jpg?=\"\nContent-Type: image/jpeg\nContent-Length: 4711"),
                Arguments.of("Guzzle", AVATAR + "; filename=\"x.jpg\"\nContent-Length: 4711\nContent-Type: image/jpeg"),
                Arguments.of("Alamofire", AVATAR + "; filename=\"x.jpg\"\nContent-Type: image/jpeg"),
                Arguments.of(
                        "Ktor",
                        "Content-Disposition: form-data; name=avatar; filename=\"x.jpg\"\nContent-Type: image/jpeg"),
                Arguments.of(
                        "Dart http",
                        "content-type: image/jpeg\ncontent-disposition: form-data; name=\"avatar\"; filename=\"x.jpg\""),
                Arguments.of(
                        "mail libraries",
                        "Content-Type: image/jpeg;\n\tname=\"x.jpg\"\nContent-Disposition: attachment;\n  name=\"avatar\";\n  filename*0=\"IMG \";\n  filename*1=\"1.jpg\""),
                Arguments.of(
                        "dates and sizes",
                        AVATAR + "; filename=\"x.jpg\"; creation-date=\"yesterday\"; size=abc\nContent-ID: <x>"),
                Arguments.of(
                        "by hand, without quotes", "Content-Disposition:form-data;name=avatar;filename=IMG (1).jpg"),
                Arguments.of("by hand, not closed", AVATAR + "; filename=\"x.jpg\nContent-Type: image/jpeg"),
                Arguments.of(
                        "by hand, white space",
                        "Content-Disposition : form-data ; name = \"avatar\" ; filename = \"x.jpg\""),
                Arguments.of("by hand, only a type", AVATAR + "\nContent-Type: image/jpeg"),
                Arguments.of("by hand, lines that are not headers", "x\n" + AVATAR + "; filename=x\n: y\n::"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_is_recognized_as_each_client_sends_it(String client, String lines) throws IOException {
        for (String header : new String[] {lines, lines.replace("\n", "\r\n")}) {
            PartHeader part = PartHeader.parse(header);
            assertThat(part.name()).isEqualTo("avatar");
            assertThat(part.fileName().isPresent() || !part.text()).isTrue();
            assertThat(part.fileName()).isNotEqualTo(Optional.of(""));
            assertThat(part.transferEncoding()).isEmpty();
            assertThat(PartHeader.parse(part.toString())).isEqualTo(part);
        }
    }

    static Stream<Arguments> texts() {
        String bio = "Content-Disposition: form-data; name=\"bio\"";
        return Stream.of(
                Arguments.of("a browser", bio, UTF_8),
                Arguments.of(
                        ".NET",
                        "Content-Type: text/plain; charset=utf-8\nContent-Disposition: form-data; name=bio",
                        UTF_8),
                Arguments.of(
                        "Apache HttpClient",
                        bio + "\nContent-Type: text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: 8bit",
                        ISO_8859_1),
                Arguments.of("Spring", bio + "\nContent-Type: text/plain;charset=UTF-8\nContent-Length: 3", UTF_8),
                Arguments.of(
                        "Dart http",
                        "content-disposition: form-data; name=\"bio\"\ncontent-type: text/plain; charset=utf-8\ncontent-transfer-encoding: binary",
                        UTF_8),
                Arguments.of("in quotes", bio + "\nContent-Type: text/plain; charset=\"utf-16\"", UTF_16),
                Arguments.of("a charset of MySQL", bio + "\nContent-Type: text/plain; charset=utf8mb4", UTF_8),
                Arguments.of("an unknown charset", bio + "\nContent-Type: text/plain; charset=none", UTF_8),
                Arguments.of("an empty charset", bio + "\nContent-Type: text/plain; charset=\"\"", UTF_8),
                Arguments.of("an invalid charset name", bio + "\nContent-Type: text/plain; charset=../x\u0000", UTF_8),
                Arguments.of("an invalid type", bio + "\nContent-Type: string", UTF_8),
                Arguments.of("an empty type", bio + "\nContent-Type:", UTF_8),
                Arguments.of("a charset without a type", bio + "\nContent-Type: ; charset=iso-8859-1", ISO_8859_1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void a_text_is_recognized_with_its_charset(String client, String lines, Charset charset) throws IOException {
        PartHeader part = PartHeader.parse(lines);
        assertThat(part).isEqualTo(new PartHeader("bio", Optional.empty(), true, charset, Optional.empty()));
        assertThat(PartHeader.parse(part.toString())).isEqualTo(part);
    }

    @Test
    void a_type_other_than_plain_text_keeps_its_charset() throws IOException {
        PartHeader part = PartHeader.parse(AVATAR + "\nContent-Type: text/html; charset=iso-8859-1");
        assertThat(part.text()).isFalse();
        assertThat(part.charset()).isEqualTo(ISO_8859_1);
    }

    @Test
    void a_file_field_without_a_chosen_file_keeps_its_empty_file_name() throws IOException {
        PartHeader part = PartHeader.parse(AVATAR + "; filename=\"\"\nContent-Type: application/octet-stream");
        assertThat(part.fileName()).contains("");
        assertThat(PartHeader.parse(part.toString())).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "BASE64", " Base64 ;x", "quoted-printable", "Quoted-Printable"})
    void base64_and_quoted_printable_are_kept(String encoding) throws IOException {
        PartHeader part = PartHeader.parse(AVATAR + "\nContent-Transfer-Encoding: " + encoding);
        assertThat(part.transferEncoding()).isPresent();
        assertThat(part.isBase64()).isNotEqualTo(encoding.endsWith("rintable"));
        assertThat(PartHeader.parse(part.toString())).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "utf-8",
                "none",
                "identity",
                "8-bit",
                "8bit",
                "7bit",
                "gzip",
                "\"binary\"",
                "binary",
                "base64,",
                "uuencode"
            })
    void other_encodings_are_dropped(String encoding) throws IOException {
        assertThat(PartHeader.parse(AVATAR + "\nContent-Transfer-Encoding: " + encoding)
                        .transferEncoding())
                .isEmpty();
    }

    @Test
    void the_first_of_two_equal_headers_wins() throws IOException {
        PartHeader part = PartHeader.parse(AVATAR + "\n" + AVATAR.replace("avatar", "cover") + "; filename=x");
        assertThat(part.name()).isEqualTo("avatar");
        assertThat(part.fileName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=\"real name\"",
                "name=\"real\u00C3\u00A4name\"",
                "name=\"real\u0000name\"",
                "name=\"real\\_name\"",
                "name=\"real\rname\"",
                "name*=utf-8''real_name",
                "name='real_name'",
                "name=\"\""
            })
    void an_invalid_name_never_becomes_the_name_of_a_field(String name) throws IOException {
        PartHeader part = PartHeader.parse("Content-Disposition: form-data; " + name);
        assertThat(part.name()).isNotEqualTo("real_name");
        assertThat(part.toString()).matches("[ -~\r\n]*").endsWith("\r\n\r\n");
        assertThat(PartHeader.parse(part.toString())).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain",
                "X-Content-Disposition: form-data; name=x",
                "Content-Disposition",
                "Content-Disposition: form-data",
                "Content-Disposition: form-data; filename=x",
                "Content-Disposition: ;;;",
                "Content-Disposition: name"
            })
    void a_part_without_a_name_is_malformed(String lines) {
        assertThatThrownBy(() -> PartHeader.parse(lines))
                .isInstanceOf(IOException.class)
                .hasMessage("part without a name");
    }
}
