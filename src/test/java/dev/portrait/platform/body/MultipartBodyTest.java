package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {

    private static final String NAME = "Content-Disposition: form-data; name=\"bio\"\r\n";
    private static final String FILE =
            new PartHeader("avatar", Optional.of("file"), false, StandardCharsets.UTF_8, Optional.empty()).toString();
    private static final String HEADER = NAME + "Content-Type: text/plain; charset=\"UTF-8\"\r\n\r\n";
    private static final String PART = "--abc\r\n" + HEADER + "text\r\n";
    private static final String END = "--abc--";
    private static final String BODY = PART + PART + END + "\r\n";
    private static final String BASE64 = "--abc\r\n" + NAME + "Content-Transfer-Encoding: base64\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void a_normalized_body_is_unchanged_whatever_the_chunks(int piece) throws IOException {
        assertThat(read(BODY, piece)).isEqualTo(BODY);
        assertThat(read(PART + END, piece)).isEqualTo(PART + END + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void headers_are_rewritten_and_the_content_is_unchanged(int piece) throws IOException {
        String content = "\u00e4\r\n\u00e4\r\r\n\n--ab\r\n--ab\n-\n--\n---abc--\n --abc--\r\nx--abc--\r\n\r";
        String file = String.join(
                "\r\n",
                "content-disposition: form-data; name=avatar; filename=\"K\u00e4fer (1).jpg\"; filename*=x",
                "Content-Type: image",
                "Content-Transfer-Encoding: none",
                "X: y",
                " z",
                "",
                "");

        assertThat(read("--abc\r\n" + file + content + "\r\n" + BODY, piece))
                .isEqualTo("--abc\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"file\"\r\n"
                        + "Content-Type: text/plain; charset=\"UTF-8\"\r\n\r\n" + content + "\r\n" + BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void lines_may_end_in_a_line_feed_only(int piece) throws IOException {
        assertThat(read(BODY.replace("\r\n", "\n"), piece)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void a_delimiter_after_a_bare_carriage_return_is_found(int piece) throws IOException {
        assertThat(read(PART.replace("text\r\n", "text\r") + PART + END, piece)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void preamble_epilogue_and_padding_are_dropped(int piece) throws IOException {
        assertThat(read(
                        "for old mail readers\r\n--ab\r\n" + BODY.replace("--abc\r", "--abc \t\r")
                                + "nothing\r\n--abc\r\nof this\n--abc\n--abc",
                        piece))
                .isEqualTo(BODY);
        assertThat(read(BODY + PART.repeat(100), 64)).isEqualTo(BODY);
        assertThat(read("--abc\r\n" + HEADER + "text\r\n--abc--no line break", 64))
                .isEqualTo(PART + END + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void a_part_may_have_no_content(int piece) throws IOException {
        String empty = "--abc\r\n" + HEADER;
        for (String first : List.of(empty, empty + "\r\n", empty + "\r\n" + empty + "\r\n")) {
            assertThat(read(first + PART + END, piece)).isEqualTo(empty + "\r\n" + PART + END + "\r\n");
            assertThat(read(first + END, piece)).isEqualTo(empty + "\r\n" + END + "\r\n");
        }
        assertThat(read(PART + empty + "\r\n" + END, piece)).isEqualTo(PART + END + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void a_chosen_file_wins_over_an_empty_text_of_its_name(int piece) throws IOException {
        String text = "--abc\r\n" + HEADER.replace("bio", "avatar");
        String empty = text + "\r\n";
        String notChosen = file("") + "\r\n";
        String chosen = file("x") + "content\r\n";
        String typed = text + "typed\r\n";
        String other = PART.replace("bio", "cover");

        assertThat(read(empty + chosen + END, piece)).isEqualTo(chosen + END + "\r\n");
        assertThat(read(empty + other + chosen + END, piece)).isEqualTo(other + chosen + END + "\r\n");
        assertThat(read(empty + notChosen + chosen + END, piece)).isEqualTo(chosen + END + "\r\n");
        assertThat(read(notChosen + chosen + END, piece)).isEqualTo(chosen + END + "\r\n");
        assertThat(read(chosen + empty + END, piece)).isEqualTo(chosen + END + "\r\n");
        assertThat(read(empty + notChosen + END, piece)).isEqualTo(empty + END + "\r\n");
        assertThat(read(empty + typed + chosen + END, piece)).isEqualTo(empty + typed + chosen + END + "\r\n");
        assertThat(read(empty + other + END, piece)).isEqualTo(other + empty + END + "\r\n");
        assertThat(read(empty + file("x") + "\r\n" + END, piece)).isEqualTo(file("x") + "\r\n" + END + "\r\n");
        assertThat(read(file("") + "content\r\n" + END, piece)).isEqualTo(file("") + "content\r\n" + END + "\r\n");
    }

    private static String file(String name) { // "" where no file was chosen
        return "--abc\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"" + (name.isEmpty() ? "" : "file")
                + "\"\r\nContent-Type: application/octet-stream; charset=\"UTF-8\"\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--abc--", "--abc--\r\n", "--abc--\n\r\n", "preamble\r\n--abc--"})
    void a_body_without_parts_gets_a_part_that_no_field_reads(String body) throws IOException {
        assertThat(read(body, 3)).isEqualTo("--abc\r\n" + HEADER.replace("bio", "_") + "\r\n--abc--\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void a_body_without_closing_delimiter_is_malformed(int piece) {
        assertMalformed(PART + PART, piece, "no closing delimiter");
        assertMalformed(PART + "--abc", piece, "no closing delimiter");
        assertMalformed(PART + "--abc-", piece, "no closing delimiter");
        assertMalformed(PART + "--abc\r\n--", piece, "no closing delimiter");
        assertMalformed(PART + "--abc\r\n" + NAME, piece, "no closing delimiter");
        assertMalformed("\r\n", piece, "no closing delimiter");
        assertMalformed("--ab", piece, "no closing delimiter");
    }

    @Test
    void a_truncated_body_is_malformed() {
        for (int length = 1; length < BODY.length() - 2; length++) {
            assertMalformed(BODY.substring(0, length), 1000, null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x--abc--", "-abc--", "--ab--", "abc--", " --abc--", "---abc--", "--ABC--", "--ab\r\nc--"})
    void text_similar_to_the_closing_delimiter_is_content(String text) {
        assertMalformed("--abc\r\n" + NAME + "\r\n" + text + "\r\n", 1000, "no closing delimiter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--abcd", "--abc x", "--abc-x", "--abc:", "--abc\u00a0"})
    void a_line_that_only_begins_with_the_boundary_is_malformed(String line) {
        assertMalformed(PART + line + "\r\n" + HEADER + "x\r\n" + END, 7, "text after a boundary");
    }

    @Test
    void a_closing_delimiter_before_the_first_part_is_malformed() {
        assertMalformed(END + "\r\n" + PART.repeat(2000) + END, 11, "closing delimiter before the first part");
    }

    @Test
    void a_body_has_64_parts_at_most() throws IOException {
        assertThat(read(PART.repeat(64) + END, 11)).isEqualTo(PART.repeat(64) + END + "\r\n");
        assertMalformed(PART.repeat(65) + END, 11, "too many parts");
    }

    @Test
    void a_part_header_has_8_kib_at_most() throws IOException {
        String most =
                "--abc\r\n" + NAME + "X: " + "x".repeat(MultipartBody.MAX_HEADER_BYTES - NAME.length() - 6) + "\r\n";
        assertThat(read(most + "\r\ntext\r\n" + END, 1000)).isEqualTo(PART + END + "\r\n");
        assertMalformed(most.replace("X: ", "X: x") + "\r\ntext\r\n" + END, 1000, "part header too long");
        assertMalformed("--abc\r\n" + "x\n".repeat(1 << 20), 1000, "part header too long");
        assertMalformed("--abc\r\n" + "x".repeat(1 << 20), 1000, "part header too long");
        assertMalformed("--abc" + " ".repeat(1 << 20), 1000, "part header too long");
    }

    @Test
    void a_part_header_ends_in_an_empty_line() {
        assertMalformed("--abc\r\n" + NAME + PART + END, 7, "part header without an empty line");
    }

    @Test
    void a_part_without_a_name_is_malformed() {
        assertMalformed(PART + "--abc\r\nX: y\r\n\r\nx\r\n" + END, 5, "part without a name");
        assertMalformed(PART + "--abc\r\n\r\nx\r\n" + END, 5, "part without a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d3JpdHRlbg==", "d3Jp\r\ndHRl\r\nbg==\r\n", "d3 Jp\n\tdA==", "+/+/", "AAA="})
    void valid_base64_is_passed_on(String base64) throws IOException {
        for (int piece : new int[] {1, 3, 1000}) {
            assertThat(read(BASE64 + base64 + "\r\n" + END, piece))
                    .contains("Content-Transfer-Encoding: base64\r\n\r\n" + base64 + "\r\n" + END);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world!",
                "Hello",
                "d3JpdHRlbg",
                "====",
                "a===",
                "d3JpdHRlbg==d3Jp",
                "-_-_",
                "\u00e4aaa",
                "AAA=\r\n-"
            })
    void invalid_base64_is_malformed(String text) {
        for (int piece : new int[] {1, 3, 1000}) {
            assertMalformed(BASE64 + text + "\r\n" + END, piece, "not Base64");
            assertMalformed(BASE64 + text + "\r\n" + BODY, piece, "not Base64");
        }
    }

    @Test
    void base64_is_checked_in_its_own_part_only() throws IOException {
        assertThat(read(BASE64 + "AAAA\r\n" + BODY, 1000)).endsWith("AAAA\r\n" + BODY);
    }

    @Test
    void content_longer_than_the_buffer_is_passed_on() throws IOException {
        for (String content :
                new String[] {"--ab".repeat(1_000_000), "\n".repeat(50_000), "\r".repeat(50_000), "--ab\r".repeat(9000)
                }) {
            String body = "--abc\r\n" + FILE + "x" + content + "\r\n" + END + "\r\n";
            assertThat(read(body, 8192).equals(body)).isTrue();
        }
    }

    @Test
    @Timeout(20)
    void content_similar_to_boundaries_is_read_in_linear_time() throws IOException {
        String boundary = "a".repeat(70);
        String body = "--" + boundary + "\r\n" + FILE + ("--" + boundary.substring(1) + "b\n").repeat(300_000)
                + "\r\n--" + boundary + "--\r\n";
        MultipartBody multipart = new MultipartBody(in(body), boundary, Bodies.partLimits());
        assertThat(multipart.transferTo(OutputStream.nullOutputStream())).isEqualTo(body.length());
    }

    @Test
    void single_bytes_can_be_read() throws IOException {
        InputStream body =
                new MultipartBody(in("--abc\r\n" + NAME + "\r\n\u00ff\r\n" + END), "abc", Bodies.partLimits());
        assertThat(body.skip(("--abc\r\n" + HEADER).length())).isPositive();
        assertThat(body.read(new byte[0])).isZero();
        assertThat(body.read()).isEqualTo(0xFF);
        assertThat(body.readAllBytes()).hasSize("\r\n--abc--\r\n".length());
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.read(new byte[1])).isEqualTo(-1);
    }

    @Test
    void reads_ahead_no_more_than_its_buffer() throws IOException {
        InputStream in = in("--abc\r\n" + NAME + "\r\n" + "x".repeat(1 << 20));
        assertThat(new MultipartBody(in, "abc", Bodies.partLimits()).readNBytes(100))
                .hasSize(100);
        assertThat(in.available()).isGreaterThan((1 << 20) - (1 << 15));
    }

    @Test
    void closes_the_underlying_stream() throws IOException {
        boolean[] closed = {false};
        new MultipartBody(
                        new ByteArrayInputStream(new byte[0]) {
                            @Override
                            public void close() {
                                closed[0] = true;
                            }
                        },
                        "abc",
                        Bodies.partLimits())
                .close();
        assertThat(closed[0]).isTrue();
    }

    @Test
    void limits_the_content_of_text_parts() throws IOException {
        String most = "x".repeat(PartLimits.MAX_TEXT_BYTES);
        assertThat(limited("name=bio", most)).contains(most);
        assertThat(limited("name=unknown", most)).contains(most);
        assertTooLarge("name=bio", most + "x");
        assertTooLarge("name=unknown", most + "x");
        assertTooLarge("name=bio; filename=a.txt", most + "x"); // runtimes bind it to a text all the same
        assertTooLarge("name=_method; filename=a.txt", most + "x");
    }

    @Test
    void limits_no_file_and_lets_base64_be_as_long_as_a_picture() throws IOException {
        String longer = "x".repeat(PartLimits.MAX_TEXT_BYTES + 1);
        assertThat(limited("name=avatar; filename=a.png", longer)).contains(longer);
        assertThat(limited("name=unknown; filename=a.png", longer)).contains(longer);
        assertThat(limited("name=avatar_base64", "x".repeat(Bodies.BASE64_BYTES)))
                .isNotEmpty();
        assertTooLarge("name=avatar_base64", "x".repeat(Bodies.BASE64_BYTES + 1));
    }

    private static String limited(String disposition, String content) throws IOException {
        String part = "--abc\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content;
        return read(part + "\r\n--abc--\r\n", 8192);
    }

    private static void assertTooLarge(String disposition, String content) {
        assertThatThrownBy(() -> limited(disposition, content)).isInstanceOf(GuardedBody.TooLarge.class);
    }

    private static void assertMalformed(String body, int piece, @Nullable String message) {
        var thrown = assertThatThrownBy(() -> read(body, piece)).as(body).isInstanceOf(IOException.class);
        if (message != null) {
            thrown.hasMessage(message);
        }
    }

    /** Reads the whole body in chunks of that size, from a stream that returns chunks of that size. */
    private static String read(String body, int piece) throws IOException {
        InputStream slow = new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        MultipartBody multipart = new MultipartBody(slow, "abc", Bodies.partLimits());
        byte[] buffer = new byte[Math.min(piece, 8192)];
        for (int n = multipart.read(buffer, 0, buffer.length); n >= 0; n = multipart.read(buffer, 0, buffer.length)) {
            assertThat(n).isBetween(1, buffer.length);
            all.write(buffer, 0, n);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static InputStream in(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
