package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.platform.body.ReceivedBody;
import dev.portrait.user.profile.ProfileForm;
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

class ProfileBodyTest {

    private static final MediaType PNG = new MediaType("image", "png");

    @Test
    void json_strings_are_kept_unchanged() {
        ProfileForm form = json("{\"username\":\" ann \",\"bio\":\"a\\r\\nb\",\"unknown\":\"x\"}");
        assertThat(form.texts()).isEqualTo(Map.of("username", " ann ", "bio", "a\r\nb", "unknown", "x"));
        assertThat(form.notTexts()).isEmpty();
        assertThat(form.files()).isEmpty();
    }

    @Test
    void json_null_is_an_empty_text() {
        assertThat(json("{\"bio\":null}").text("bio")).contains("");
    }

    @Test
    void a_json_field_that_is_absent_has_no_text() {
        assertThat(json("{}").text("bio")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-1.5", "1e400", "true", "false", "[]", "[\"x\"]", "{}", "{\"a\":\"b\"}"})
    void a_json_value_of_another_type_is_not_text(String value) {
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
    void white_space_around_the_object_is_ignored() {
        assertThat(json(" \r\n\t{\"bio\":\"x\"} \n").text("bio")).contains("x");
    }

    @Test
    void a_repeated_name_is_a_parse_error() {
        assertParseError("{\"bio\":\"a\",\"bio\":\"a\"}");
        assertParseError("{\"shoe_size\":1,\"shoe_size\":2}");
    }

    @Test
    void malformed_json_is_a_parse_error_even_in_an_ignored_field() {
        assertParseError("{\"tags\":[1 2]}");
        assertParseError("{\"tags\":[}]}");
        assertParseError("{\"tags\":{\"a\" 1}}");
    }

    @Test
    @Timeout(5)
    void deeply_nested_json_is_a_parse_error() {
        assertParseError("[".repeat(10_000));
        assertParseError("{\"tags\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertParseError("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    }

    @Test
    @Timeout(5)
    void a_number_with_a_huge_exponent_is_not_text_and_is_not_expanded() {
        assertThat(json("{\"ext_id\":1e9999999999}").notTexts()).containsExactly("ext_id");
    }

    @Test
    void invalid_utf_8_becomes_the_replacement_character() {
        byte[] body = "{\"bio\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[8] = (byte) 0xE9;
        assertThat(ProfileBody.json(body).form().text("bio")).contains("\uFFFD");
    }

    @Test
    void an_escaped_lone_surrogate_is_kept() {
        assertThat(json("{\"bio\":\"\\ud83d\"}").text("bio")).contains("\uD83D");
    }

    @Test
    void the_first_value_of_a_repeated_form_field_counts() {
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
        fields.addAll("bio", "first", "second");
        fields.add("location", "");
        fields.put("description", List.of());
        ProfileForm form = ProfileBody.fields(fields, new ReceivedBody());
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
        assertThat(content(form(new Part("x", null, "picture")))).isEqualTo("picture");
    }

    @Test
    void a_part_with_a_type_other_than_text_is_a_file_even_without_a_file_name() throws IOException {
        assertThat(content(form(new Part(null, PNG, "picture")))).isEqualTo("picture");
    }

    @Test
    void a_part_without_file_name_and_with_no_type_or_text_is_text() {
        ProfileForm form = form(new Part(null, null, "https://example.org/media/x.jpg"));
        assertThat(form.text("avatar")).contains("https://example.org/media/x.jpg");
        assertThat(form.files()).isEmpty();
        assertThat(form(new Part(null, new MediaType("text", "plain", "utf-8"), "\u00E9"))
                        .text("avatar"))
                .contains("\u00E9");
    }

    @Test
    void an_empty_part_without_file_name_clears_the_field() {
        assertThat(form(new Part(null, null, "")).text("avatar")).contains("");
        assertThat(form(new Part(null, MediaType.TEXT_PLAIN_TYPE, "")).text("avatar"))
                .contains("");
    }

    @Test
    void a_file_field_of_a_browser_without_a_chosen_file_is_absent() {
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
    void a_file_name_without_content_is_an_empty_file() throws IOException {
        ProfileForm form = form(new Part("x.png", PNG, ""));
        assertThat(form.texts()).isEmpty();
        assertThat(content(form)).isEmpty();
    }

    @Test
    void a_missing_part_is_absent() {
        ProfileForm form = form(null);
        assertThat(form.texts()).isEmpty();
        assertThat(form.files()).isEmpty();
    }

    @Test
    void a_text_part_is_read_only_up_to_the_length_of_a_url() {
        assertThat(form(new Part(null, null, "x".repeat(1_000_000))).text("avatar"))
                .hasValueSatisfying(text -> assertThat(text).hasSizeLessThan(10_000));
    }

    @Test
    void a_part_that_breaks_off_is_an_io_error() {
        Part broken = new Part(null, null, "") {
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
        return ProfileBody.json(body.getBytes(StandardCharsets.UTF_8)).form();
    }

    private static void assertParseError(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PARSE_ERROR));
    }

    private static ProfileForm form(@Nullable Part part) {
        return new ProfileBody().part(ProfileField.AVATAR, part).form();
    }

    private static String content(ProfileForm form) throws IOException {
        try (InputStream in = Objects.requireNonNull(form.files().get("avatar")).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A part as the JAX-RS runtime delivers it. */
    private static class Part implements EntityPart {

        private final @Nullable String fileName;
        private final @Nullable MediaType type;
        private final byte[] content;

        Part(@Nullable String fileName, @Nullable MediaType type, String content) {
            this.fileName = fileName;
            this.type = type;
            this.content = content.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String getName() {
            return "avatar";
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
        public @Nullable MediaType getMediaType() {
            return type;
        }
    }
}
