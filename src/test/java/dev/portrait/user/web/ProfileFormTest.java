package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFormTest {

    private static final MediaType PNG = new MediaType("image", "png");
    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE;

    @Test
    void json_texts_are_taken_as_they_are() {
        ProfileForm form = json("{\"username\":\" ann \",\"bio\":\"a\\r\\nb\",\"unknown\":\"x\"}");
        assertThat(form.texts()).isEqualTo(Map.of("username", " ann ", "bio", "a\r\nb", "unknown", "x"));
        assertThat(form.notTexts()).isEmpty();
        assertThat(form.files()).isEmpty();
    }

    @Test
    void json_null_is_the_empty_text() {
        assertThat(json("{\"bio\":null}").text("bio")).contains("");
    }

    @Test
    void a_json_field_that_is_absent_has_no_text() {
        assertThat(json("{}").text("bio")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-1.5", "1e400", "true", "false", "[]", "[\"x\"]", "{}", "{\"a\":\"b\"}"})
    void json_of_another_type_is_no_text(String value) {
        ProfileForm form = json("{\"bio\":" + value + ",\"location\":\"x\"}");
        assertThat(form.notTexts()).containsExactly("bio");
        assertThat(form.texts()).containsOnlyKeys("location");
    }

    @Test
    void an_empty_body_is_an_empty_form() {
        assertThat(json("")).isEqualTo(new ProfileForm(Map.of(), Set.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "[]",
                "[{}]",
                "\"x\"",
                "5",
                "null",
                "{",
                "}",
                "{\"bio\":\"x\"",
                "{\"bio\":\"x",
                "{\"bio\":}",
                "{bio:\"x\"}",
                "{'bio':'x'}",
                "{\"bio\":\"x\",}",
                "{\"bio\":\"a\nb\"}",
                "{\"bio\":\"\\x\"}",
                "{\"bio\":01}",
                "{\"bio\":NaN}",
                "{}{}",
                "{} x",
                "{}]",
                "{},",
                "username=ann",
                "\uFEFF{}" // a byte order mark, which JSON must not begin with (RFC 8259 section 8.1)
            })
    void malformed_json_is_a_parse_error(String body) {
        assertParseError(body);
    }

    @Test
    void white_space_around_the_object_is_none_of_its_business() {
        assertThat(json(" \r\n\t{\"bio\":\"x\"} \n").text("bio")).contains("x");
    }

    @Test
    void a_name_given_twice_is_a_parse_error() {
        assertParseError("{\"bio\":\"a\",\"bio\":\"a\"}");
        assertParseError("{\"shoe_size\":1,\"shoe_size\":2}");
    }

    @Test
    void malformed_json_is_a_parse_error_also_where_its_value_would_be_ignored() {
        assertParseError("{\"tags\":[1 2]}");
        assertParseError("{\"tags\":[}]}");
        assertParseError("{\"tags\":{\"a\" 1}}");
    }

    @Test
    @Timeout(5)
    void bottomless_json_is_a_parse_error() {
        assertParseError("[".repeat(10_000));
        assertParseError("{\"tags\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertParseError("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    }

    @Test
    @Timeout(5)
    void a_number_beyond_all_bounds_is_no_text_and_costs_nothing() {
        assertThat(json("{\"ext_id\":1e9999999999}").notTexts()).containsExactly("ext_id");
    }

    @Test
    void bytes_that_are_no_utf_8_become_the_character_that_every_rule_refuses() {
        byte[] body = "{\"bio\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[8] = (byte) 0xE9;
        assertThat(ProfileForm.ofJson(body).text("bio")).contains("\uFFFD");
    }

    @Test
    void an_escaped_lone_surrogate_reaches_the_rules() {
        assertThat(json("{\"bio\":\"\\ud83d\"}").text("bio")).contains("\uD83D");
    }

    @Test
    void of_a_form_field_given_twice_the_first_counts() {
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
        fields.addAll("bio", "first", "second");
        fields.add("location", "");
        fields.put("description", List.of());
        ProfileForm form = ProfileForm.ofFields(fields);
        assertThat(form.texts()).isEqualTo(Map.of("bio", "first", "location", ""));
    }

    @Test
    void a_part_with_a_file_name_is_a_file() throws IOException {
        ProfileForm form = form(new Part("x.png", PNG, "picture"));
        assertThat(content(form)).isEqualTo("picture");
        assertThat(form.texts()).isEmpty();
    }

    @Test
    void a_part_with_a_file_name_is_a_file_whatever_its_type() throws IOException {
        assertThat(content(form(new Part("x.txt", MediaType.TEXT_PLAIN_TYPE, "picture"))))
                .isEqualTo("picture");
        assertThat(content(form(new Part("x", TEXT, "picture")))).isEqualTo("picture");
    }

    @Test
    void a_part_of_another_type_than_text_is_a_file_even_without_a_file_name() throws IOException {
        assertThat(content(form(new Part(null, PNG, "picture")))).isEqualTo("picture");
    }

    @Test
    void a_part_of_text_without_a_file_name_is_a_text() {
        ProfileForm form = form(new Part(null, TEXT, "https://example.org/media/x.jpg"));
        assertThat(form.text("avatar")).contains("https://example.org/media/x.jpg");
        assertThat(form.files()).isEmpty();
        assertThat(form(new Part(null, new MediaType("text", "plain", "utf-8"), "\u00E9"))
                        .text("avatar"))
                .contains("\u00E9");
    }

    @Test
    void an_empty_part_without_file_name_clears() {
        assertThat(form(new Part(null, TEXT, "")).text("avatar")).contains("");
        assertThat(form(new Part(null, MediaType.TEXT_PLAIN_TYPE, "")).text("avatar"))
                .contains("");
    }

    @Test
    void a_browsers_file_field_without_a_chosen_file_is_absent() {
        ProfileForm form = form(new Part("", MediaType.APPLICATION_OCTET_STREAM_TYPE, ""));
        assertThat(form.texts()).isEmpty();
        assertThat(form.files()).isEmpty();
    }

    @Test
    void a_part_with_an_empty_file_name_but_content_is_a_file() throws IOException {
        assertThat(content(form(new Part("", MediaType.APPLICATION_OCTET_STREAM_TYPE, "picture"))))
                .isEqualTo("picture");
    }

    @Test
    void a_named_file_without_content_is_a_file_that_the_picture_rules_will_refuse() throws IOException {
        ProfileForm form = form(new Part("x.png", PNG, ""));
        assertThat(form.texts()).isEmpty();
        assertThat(content(form)).isEmpty();
    }

    @Test
    void a_chosen_file_wins_over_an_empty_text_wherever_that_stands() throws IOException {
        Part file = new Part("x.png", PNG, "picture");
        Part unchosen = new Part("", MediaType.APPLICATION_OCTET_STREAM_TYPE, "");
        for (String empty : List.of("", " \r\n")) {
            Part hidden = new Part(null, TEXT, empty);
            for (ProfileForm form : List.of(
                    form(hidden, file),
                    form(file, hidden),
                    form(unchosen, file),
                    form(file, unchosen),
                    form(hidden, unchosen, file))) {
                assertThat(content(form)).isEqualTo("picture");
                assertThat(form.texts()).isEmpty();
            }
            assertThat(form(hidden, unchosen).text("avatar")).contains(empty);
            assertThat(form(unchosen, hidden).text("avatar")).contains(empty);
        }
    }

    @Test
    void otherwise_the_first_of_a_name_counts() throws IOException {
        Part link = new Part(null, TEXT, "https://example.org/media/x.jpg");
        assertThat(form(link, new Part("x.png", PNG, "picture")).files()).isEmpty();
        assertThat(form(new Part(null, TEXT, ""), link).text("avatar")).contains("");
        assertThat(content(form(new Part("x.png", PNG, "one"), new Part("y.png", PNG, "two"))))
                .isEqualTo("one");
        assertThat(form(
                                new Part("bio", null, TEXT, ""),
                                new Part("bio", null, TEXT, "x"),
                                new Part("bio", "x", PNG, "y"))
                        .text("bio"))
                .contains("");
    }

    @Test
    void a_text_field_takes_its_text_from_a_part_of_any_type() {
        for (Part part : List.of(
                new Part("bio", null, TEXT, "\u00E9"),
                new Part("bio", "blob", MediaType.APPLICATION_JSON_TYPE, "\u00E9"),
                new Part("bio", null, MediaType.APPLICATION_OCTET_STREAM_TYPE.withCharset("UTF-8"), "\u00E9"))) {
            assertThat(form(part).texts()).isEqualTo(Map.of("bio", "\u00E9"));
        }
    }

    @Test
    void a_text_has_the_charset_of_its_part() {
        assertThat(form(new Part("bio", null, TEXT.withCharset("ISO-8859-1"), "\u00E9"))
                        .text("bio"))
                .contains("\u00C3\u00A9");
    }

    @Test
    void parts_of_other_names_are_not_read() {
        assertThat(form(new Part("shoe_size", null, TEXT, "43") {
                            @Override
                            public InputStream getContent() {
                                throw new AssertionError("read");
                            }
                        })
                        .texts())
                .isEmpty();
    }

    @Test
    void no_more_of_a_text_part_is_read_than_an_address_can_have() {
        assertThat(form(new Part(null, TEXT, "x".repeat(1_000_000))).text("avatar"))
                .hasValueSatisfying(text -> assertThat(text).hasSizeLessThan(10_000));
    }

    @Test
    void a_part_that_breaks_off_ends_the_reading() {
        Part broken = new Part(null, TEXT, "") {
            @Override
            public InputStream getContent() {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection lost");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return read();
                    }
                };
            }
        };
        assertThatThrownBy(() -> form(broken)).isInstanceOf(UncheckedIOException.class);
    }

    private static ProfileForm json(String body) {
        return ProfileForm.ofJson(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertParseError(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PARSE_ERROR));
    }

    private static ProfileForm form(Part... parts) {
        return ProfileForm.ofParts(List.of(parts));
    }

    private static String content(ProfileForm form) throws IOException {
        try (InputStream in = Objects.requireNonNull(form.files().get("avatar")).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A part as the runtime hands it out. */
    private static class Part implements EntityPart {

        private final String name;
        private final @Nullable String fileName;
        private final MediaType type;
        private final byte[] content;

        Part(@Nullable String fileName, MediaType type, String content) {
            this("avatar", fileName, type, content);
        }

        Part(String name, @Nullable String fileName, MediaType type, String content) {
            this.name = name;
            this.fileName = fileName;
            this.type = type;
            this.content = content.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Optional<String> getFileName() {
            return Optional.ofNullable(fileName);
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public <T> T getContent(Class<T> as) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getContent(GenericType<T> as) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MultivaluedMap<String, String> getHeaders() {
            return new MultivaluedHashMap<>();
        }

        @Override
        public MediaType getMediaType() {
            return type;
        }
    }
}
