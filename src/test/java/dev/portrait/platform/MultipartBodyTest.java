package dev.portrait.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {

    private static final String NAME = "Content-Disposition: form-data; name=\"bio\"\r\n";
    private static final String HEADER = NAME + "Content-Type: text/plain; charset=\"UTF-8\"\r\n\r\n";
    private static final String PART = "--abc\r\n" + HEADER + "text\r\n";
    private static final String END = "--abc--";
    private static final String BODY = PART + PART + END + "\r\n";
    private static final String BASE64 = "--abc\r\n" + NAME + "Content-Transfer-Encoding: base64\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void a_whole_body_stays_as_it_is_however_it_is_cut(int piece) throws IOException {
        assertThat(read(BODY, piece)).isEqualTo(BODY);
        assertThat(read(PART + END, piece)).isEqualTo(PART + END + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void headers_are_written_anew_and_the_content_is_left_alone(int piece) throws IOException {
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
    void line_feeds_alone_end_lines_too(int piece) throws IOException {
        assertThat(read(BODY.replace("\r\n", "\n"), piece)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void a_carriage_return_alone_hides_no_delimiter(int piece) throws IOException {
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
    void a_body_without_parts_gets_one_without_a_meaning(String body) throws IOException {
        assertThat(read(body, 3)).isEqualTo("--abc\r\n" + HEADER.replace("bio", "_") + "\r\n--abc--\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void a_body_without_its_end_is_malformed(int piece) {
        assertMalformed(PART + PART, piece, "multipart body without its end");
        assertMalformed(PART + "--abc", piece, "multipart body without its end");
        assertMalformed(PART + "--abc-", piece, "multipart body without its end");
        assertMalformed(PART + "--abc\r\n--", piece, "multipart body without its end");
        assertMalformed(PART + "--abc\r\n" + NAME, piece, "multipart body without its end");
        assertMalformed("\r\n", piece, "multipart body without its end");
        assertMalformed("--ab", piece, "multipart body without its end");
    }

    @Test
    void a_whole_body_cut_anywhere_is_malformed() {
        for (int length = 1; length < BODY.length() - 2; length++) {
            assertMalformed(BODY.substring(0, length), 1000, null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x--abc--", "-abc--", "--ab--", "abc--", " --abc--", "---abc--", "--ABC--", "--ab\r\nc--"})
    void what_only_looks_like_the_end_is_none(String text) {
        assertMalformed("--abc\r\n" + NAME + "\r\n" + text + "\r\n", 1000, "multipart body without its end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--abcd", "--abc x", "--abc-x", "--abc:", "--abc\u00a0"})
    void a_line_that_only_begins_with_the_boundary_is_malformed(String line) {
        assertMalformed(PART + line + "\r\n" + HEADER + "x\r\n" + END, 7, "the boundary within the content");
    }

    @Test
    void an_end_before_the_first_part_hides_no_parts() {
        assertMalformed(END + "\r\n" + PART.repeat(2000) + END, 11, "the end before the first part");
    }

    @Test
    void a_body_has_64_parts_at_most() throws IOException {
        assertThat(read(PART.repeat(64) + END, 11)).isEqualTo(PART.repeat(64) + END + "\r\n");
        assertMalformed(PART.repeat(65) + END, 11, "too many parts");
    }

    @Test
    void headers_of_a_part_have_8_kib_at_most() throws IOException {
        String most =
                "--abc\r\n" + NAME + "X: " + "x".repeat(MultipartBody.MAX_HEADER_BYTES - NAME.length() - 6) + "\r\n";
        assertThat(read(most + "\r\ntext\r\n" + END, 1000)).isEqualTo(PART + END + "\r\n");
        assertMalformed(most.replace("X: ", "X: x") + "\r\ntext\r\n" + END, 1000, "too long a header of a part");
        assertMalformed("--abc\r\n" + "x\n".repeat(1 << 20), 1000, "too long a header of a part");
        assertMalformed("--abc\r\n" + "x".repeat(1 << 20), 1000, "too long a header of a part");
        assertMalformed("--abc" + " ".repeat(1 << 20), 1000, "too long a header of a part");
    }

    @Test
    void a_header_ends_before_the_next_part() {
        assertMalformed("--abc\r\n" + NAME + PART + END, 7, "a header without its end");
    }

    @Test
    void a_part_without_a_name_is_malformed() {
        assertMalformed(PART + "--abc\r\nX: y\r\n\r\nx\r\n" + END, 5, "a part without a name");
        assertMalformed(PART + "--abc\r\n\r\nx\r\n" + END, 5, "a part without a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d3JpdHRlbg==", "d3Jp\r\ndHRl\r\nbg==\r\n", "d3 Jp\n\tdA==", "+/+/", "AAA="})
    void base64_is_left_to_the_server(String base64) throws IOException {
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
    void what_claims_to_be_base64_and_is_not_is_malformed(String text) {
        for (int piece : new int[] {1, 3, 1000}) {
            assertMalformed(BASE64 + text + "\r\n" + END, piece, "not Base64");
            assertMalformed(BASE64 + text + "\r\n" + BODY, piece, "not Base64");
        }
    }

    @Test
    void the_next_part_need_not_be_base64() throws IOException {
        assertThat(read(BASE64 + "AAAA\r\n" + BODY, 1000)).endsWith("AAAA\r\n" + BODY);
    }

    @Test
    void content_beyond_the_buffer_is_passed_on() throws IOException {
        for (String content :
                new String[] {"--ab".repeat(1_000_000), "\n".repeat(50_000), "\r".repeat(50_000), "--ab\r".repeat(9000)
                }) {
            String body = "--abc\r\n" + HEADER + "x" + content + "\r\n" + END + "\r\n";
            assertThat(read(body, 8192).equals(body)).isTrue();
        }
    }

    @Test
    @Timeout(20)
    void content_of_almost_boundaries_costs_little() throws IOException {
        String boundary = "a".repeat(70);
        String body = "--" + boundary + "\r\n" + HEADER + ("--" + boundary.substring(1) + "b\n").repeat(300_000)
                + "\r\n--" + boundary + "--\r\n";
        MultipartBody multipart = new MultipartBody(in(body), boundary);
        assertThat(multipart.transferTo(OutputStream.nullOutputStream())).isEqualTo(body.length());
    }

    @Test
    void single_bytes_can_be_read() throws IOException {
        InputStream body = new MultipartBody(in("--abc\r\n" + NAME + "\r\n\u00ff\r\n" + END), "abc");
        assertThat(body.skip(("--abc\r\n" + HEADER).length())).isPositive();
        assertThat(body.read(new byte[0])).isZero();
        assertThat(body.read()).isEqualTo(0xFF);
        assertThat(body.readAllBytes()).hasSize("\r\n--abc--\r\n".length());
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.read(new byte[1])).isEqualTo(-1);
    }

    @Test
    void reads_no_further_than_it_must() throws IOException {
        InputStream in = in("--abc\r\n" + NAME + "\r\n" + "x".repeat(1 << 20));
        assertThat(new MultipartBody(in, "abc").readNBytes(100)).hasSize(100);
        assertThat(in.available()).isGreaterThan((1 << 20) - (1 << 15));
    }

    @Test
    void closes_what_it_reads() throws IOException {
        boolean[] closed = {false};
        new MultipartBody(
                        new ByteArrayInputStream(new byte[0]) {
                            @Override
                            public void close() {
                                closed[0] = true;
                            }
                        },
                        "abc")
                .close();
        assertThat(closed[0]).isTrue();
    }

    private static void assertMalformed(String body, int piece, @Nullable String message) {
        var thrown = assertThatThrownBy(() -> read(body, piece)).as(body).isInstanceOf(IOException.class);
        if (message != null) {
            thrown.hasMessage(message);
        }
    }

    /** All of the body, where as much comes and is asked for at a time. */
    private static String read(String body, int piece) throws IOException {
        InputStream slow = new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        MultipartBody multipart = new MultipartBody(slow, "abc");
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
