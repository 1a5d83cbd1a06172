package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the rules apply on every server. {@code PartHeaderTest} and {@code MultipartBodyTest} test the rules. */
@EveryServer
@Tag("direct") // nginx passes bodies on unchanged
@ContractSection(2)
@DisplayName("Request bodies of real clients")
class LenientBodyIT {

    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final String TEXT = "Content-Disposition: form-data; name=\"bio\"";
    private static final String EMPTY = "Content-Disposition: form-data; name=\"avatar\"";
    private static final String FILE = EMPTY + "; filename=\"x.png\"";
    private static final byte[] PICTURE = Photos.png(Photos.halfTransparent(20, 20));

    private final Person ann;

    LenientBodyIT(Portrait portrait) {
        this.ann = portrait.person();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EMPTY + "; filename=\"IMG (1).jpg\"; filename*=utf-8''IMG%20(1).jpg",
                EMPTY + "; filename=\"a,b;c=d@e:f/g.jpg\"; filename*=utf-8''a,b;c=d@e:f/g.jpg",
                EMPTY + "; filename=K\u00e4fer (1).png",
                EMPTY + "; filename*=utf-8''x.png",
                "Content-Disposition : attachment; name = avatar; filename = x.png",
                FILE + "; creation-date=\"yesterday\"; size=abc",
                FILE + "\r\nContent-Type: image",
                FILE + "\r\nContent-Type:",
                FILE + "\r\nContent-Type: multipart/mixed; boundary=c",
                FILE + "\r\nContent-Type: message/rfc822",
                FILE + "\r\nContent-Transfer-Encoding: utf-8",
                FILE + "\r\nContent-Transfer-Encoding:"
            })
    @DisplayName("Of the headers of a picture part only the name and the file name matter")
    void ignores_other_headers_of_a_picture(String header) {
        assertThat(put(part(header, PICTURE)).user().isNull("avatar")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\nContent-Type: null",
                "\r\nContent-Type: application/json",
                "\r\nContent-Type: text/plain; charset=utf8mb4",
                "\r\nContent-Type: text/plain; charset=\"\"",
                "\r\nContent-Type: text/plain; charset=x-user-defined",
                "\r\nContent-Transfer-Encoding: gzip",
                "\r\nContent-Transfer-Encoding: \"binary\""
            })
    @DisplayName("A text without a charset or with an unknown one is UTF-8")
    void reads_text_as_utf8_by_default(String headers) {
        assertThat(put(part(TEXT + headers, utf8("Gr\u00fc\u00dfe"))).user().getString("bio"))
                .isEqualTo("Gr\u00fc\u00dfe");
        put(part(TEXT + headers, new byte[] {'x', -1, 'y'})).refusedFields("bio:invalid");
        assertThat(ann.profile().getString("bio")).isEqualTo("Gr\u00fc\u00dfe");
    }

    @Test
    @DisplayName("A part with an unknown name is ignored, however odd the name is")
    void ignores_unknown_parts() {
        for (String name : List.of(
                "", " ", "bi o", "b\u00efo", "a\\\"b", "bio\\", "=;:", "\t", "x".repeat(7000), "\u65e5".repeat(2000))) {
            put(part("Content-Disposition: form-data; name=\"" + name + '"', utf8("written")), part(TEXT, utf8("x")))
                    .user();
        }
        assertThat(ann.profile().getString("bio")).isEqualTo("x");
    }

    @Test
    @DisplayName("A text with a known charset is decoded with it")
    void decodes_a_known_charset() {
        for (String charset : List.of("iso-8859-1", "UTF-16", "windows-1252")) {
            byte[] text = "\u00fcber".getBytes(Charset.forName(charset));
            put(part(TEXT, utf8(""))).user();
            assertThat(put(part(TEXT + "\r\nContent-Type: text/plain; charset=" + charset, text))
                            .user()
                            .getString("bio"))
                    .as(charset)
                    .isEqualTo("\u00fcber");
        }
    }

    @Test
    @DisplayName("Base64 and quoted-printable are decoded; invalid Base64 is 400 parse_error")
    void decodes_transfer_encodings() {
        String base64 = "\r\nContent-Transfer-Encoding: base64";
        put(part(TEXT + base64, utf8("R3LD\r\nvMOfZQ==\r\n"))).user();
        assertThat(ann.profile().getString("bio")).isEqualTo("Gr\u00fc\u00dfe");
        put(part(TEXT + "\r\nContent-Transfer-Encoding: Quoted-Printable", utf8("=C3=BC=\r\nber")))
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("\u00fcber");
        assertThat(put(part(FILE + base64, Base64.getMimeEncoder().encode(PICTURE)))
                        .user()
                        .isNull("avatar"))
                .isFalse();

        for (String none : List.of("Hello, world!", "Hello", "R3LDvMOfZQ", "R3LDvMOfZQ==R3LD")) {
            put(part(TEXT + base64, utf8(none))).refused(400, "parse_error");
        }
        put(part(FILE + base64, PICTURE)).refused(400, "parse_error");
        assertThat(ann.profile().getString("bio")).isEqualTo("\u00fcber");
    }

    @Test
    @DisplayName("A file has precedence over an empty text part with the same name, in any order")
    void prefers_a_file_to_an_empty_text() {
        byte[] hidden = part(EMPTY, utf8(""));
        byte[] file = part(FILE, PICTURE);
        byte[] unchosen = part(EMPTY + "; filename=\"\"\r\nContent-Type: application/octet-stream", utf8(""));
        for (List<byte[]> parts : List.of(List.of(hidden, file), List.of(file, hidden), List.of(unchosen, file))) {
            put(hidden).user();
            assertThat(ann.profile().isNull("avatar")).isTrue();
            put(parts.toArray(byte[][]::new)).user();
            assertThat(ann.profile().isNull("avatar")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"----=_Part_0_1.2", "a/b=c", "=", "a:b?c@d", "'()+_,-./:=?", "a b"})
    @DisplayName("A boundary needs no quotes")
    void accepts_an_unquoted_boundary(String boundary) {
        String body = "--" + boundary + "\r\n" + TEXT + "\r\n\r\n" + boundary + "\r\n--" + boundary + "--";
        for (String parameter : List.of(boundary, '"' + boundary + '"', boundary + "; charset=utf-8")) {
            ann.send("PUT", "multipart/form-data; boundary=" + parameter, utf8(body))
                    .user();
            assertThat(ann.profile().getString("bio")).isEqualTo(boundary);
            put(part(TEXT, utf8(""))).user();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "charset=utf8",
                "charset=\"UTF-8\"",
                " charset=utf-8;",
                "charset = UTF8 ; x",
                "charset=us-ascii",
                "x"
            })
    @DisplayName("All names of UTF-8 are accepted, other parameters are ignored")
    void accepts_all_names_of_utf8(String parameters) {
        ann.send("PUT", "application/json;" + parameters, utf8("{\"bio\":\"\u00fc1\"}"))
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("\u00fc1");
        ann.send("PUT", "application/x-www-form-urlencoded;" + parameters, utf8("bio=%C3%BC2"))
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("\u00fc2");
        ann.send("PUT", MULTIPART + ";" + parameters, joined(part(TEXT, utf8("\u00fc3"))))
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("\u00fc3");
    }

    private Answer put(byte[]... parts) {
        return ann.send("PUT", MULTIPART, joined(parts));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(body::writeBytes);
        body.writeBytes(utf8("--b--\r\n"));
        return body.toByteArray();
    }

    private static byte[] part(String header, byte[] content) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(utf8("--b\r\n" + header + "\r\n\r\n"));
        part.writeBytes(content);
        part.writeBytes(utf8("\r\n"));
        return part.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
