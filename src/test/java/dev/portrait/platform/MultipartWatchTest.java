package dev.portrait.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartWatchTest {

    private static final String NAME = "Content-Disposition: form-data; name=\"bio\"\r\n";
    private static final String PART = "--abc\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\ntext\r\n";
    private static final String END = "--abc--";
    private static final String BODY = PART + PART + END + "\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void accepts_a_whole_body_however_it_is_cut(int chunk) {
        assertWhole(BODY, chunk);
        assertWhole(PART + END, chunk);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64, 1_000_000})
    void refuses_a_body_without_its_end_however_it_is_cut(int chunk) {
        assertTruncated(PART + PART, chunk);
        assertTruncated(PART + "--abc", chunk);
        assertTruncated(PART + "--abc-", chunk);
        assertTruncated(PART + "--abc-x", chunk);
        assertTruncated(PART + "--abc\r\n--", chunk);
        assertTruncated("", chunk);
    }

    @Test
    void refuses_an_end_before_the_first_part_which_would_hide_the_parts_behind_it() {
        MultipartWatch watch = new MultipartWatch("abc");
        assertThatThrownBy(() -> see(watch, END + "\r\n" + PART.repeat(2000) + END, 11))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000_000})
    void makes_file_names_ascii_and_leaves_the_content_alone(int chunk) throws IOException {
        String body =
                "--abc\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"K\u00e4fer.jpg\"\r\n\r\n\u00e4\r\n\u00e4\r\n--abc--\r\n";
        InputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        GuardedBody guarded = new GuardedBody(in, 1000);
        guarded.watch(new MultipartWatch("abc"));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[Math.min(chunk, 8192)];
        for (int n = guarded.read(buffer, 0, buffer.length); n >= 0; n = guarded.read(buffer, 0, buffer.length)) {
            read.write(buffer, 0, n);
        }

        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo(body.replace("K\u00e4fer", "K__fer"));
    }

    @Test
    void accepts_preamble_and_epilogue() {
        assertWhole("for old mail readers\r\n" + BODY + "nothing\r\n--abc\r\nof this\n--abc\n--abc", 3);
    }

    @Test
    void accepts_any_content_between_the_delimiters() {
        assertWhole(
                "--abc\r\n" + NAME + "\r\n\n\n\r\r\n--ab\r\n--abd\n-\n--\n---abc--\n --abc--\r\nx--abc--\r\n" + END, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x--abc--", "-abc--", "--ab--", "abc--", " --abc--", "---abc--", "--ABC--", "--ab\r\nc--"})
    void does_not_take_for_the_end_what_only_looks_like_it(String text) {
        assertTruncated("--abc\r\n" + NAME + "\r\n" + text + "\r\n", 1_000_000);
    }

    @Test
    void accepts_64_parts_and_refuses_65() throws IOException {
        assertWhole(PART.repeat(64) + END, 11);
        MultipartWatch watch = new MultipartWatch("abc");
        assertThatThrownBy(() -> see(watch, PART.repeat(65), 11))
                .isInstanceOf(IOException.class)
                .hasMessage("too many parts");
    }

    @Test
    void refuses_parts_without_end_before_they_are_read() {
        MultipartWatch watch = new MultipartWatch("abc");
        assertThatThrownBy(() -> see(watch, "--abc\n".repeat(65), 1)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "X-Content-Disposition: form-data\r\n",
                "Content-Disposition\r\n"
            })
    void refuses_a_part_without_its_disposition(String headers) {
        MultipartWatch watch = new MultipartWatch("abc");
        assertThatThrownBy(() -> see(watch, PART + "--abc\r\n" + headers + "\r\nx\r\n" + END, 5))
                .isInstanceOf(IOException.class)
                .hasMessage("a part without its disposition");
    }

    @Test
    void takes_a_disposition_among_other_headers_in_small_letters() {
        assertWhole("--abc\r\nX: y\r\ncontent-disposition: form-data; name=a\r\nZ: y\r\n\r\nx\r\n" + END, 3);
    }

    @Test
    void does_not_count_what_comes_after_the_end() {
        assertWhole(BODY + PART.repeat(100), 64);
    }

    @Test
    void accepts_a_boundary_of_70_characters() {
        String boundary = "b".repeat(70);
        MultipartWatch watch = new MultipartWatch(boundary);
        assertThatCode(() -> {
                    see(watch, "--" + boundary + "\r\n" + NAME + "\r\nx\r\n--" + boundary + "--", 7);
                    watch.end();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refuses_every_body_without_a_usable_boundary() {
        for (String boundary : new String[] {null, "", "b".repeat(71)}) {
            MultipartWatch watch = new MultipartWatch(boundary);
            assertThatThrownBy(() -> see(watch, "--" + boundary + "--", 100)).isInstanceOf(IOException.class);
            assertThatThrownBy(watch::end).isInstanceOf(IOException.class);
        }
    }

    @Test
    void looks_only_at_the_bytes_that_were_read() throws IOException {
        MultipartWatch watch = new MultipartWatch("abc");
        byte[] buffer = bytes("--abc--" + "x\r\n--abc\r\n" + "--abc--");
        watch.see(buffer, 7, 10);
        assertThatThrownBy(watch::end).isInstanceOf(IOException.class);
    }

    @Test
    void watches_a_line_of_any_length() {
        assertWhole("--abc\r\n" + NAME + "\r\n" + "--ab".repeat(1_000_000) + "\r\n" + END, 8192);
    }

    private static void assertWhole(String body, int chunk) {
        assertThatCode(() -> {
                    MultipartWatch watch = new MultipartWatch("abc");
                    see(watch, body, chunk);
                    watch.end();
                })
                .doesNotThrowAnyException();
    }

    private static void assertTruncated(String body, int chunk) {
        assertThatThrownBy(() -> {
                    MultipartWatch watch = new MultipartWatch("abc");
                    see(watch, body, chunk);
                    watch.end();
                })
                .as(body)
                .isInstanceOf(IOException.class)
                .hasMessage("multipart body without its end");
    }

    private static void see(MultipartWatch watch, String body, int chunk) throws IOException {
        byte[] all = bytes(body);
        for (int at = 0; at < all.length; at += chunk) {
            byte[] piece = Arrays.copyOfRange(all, at, Math.min(at + chunk, all.length));
            watch.see(piece, 0, piece.length);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
