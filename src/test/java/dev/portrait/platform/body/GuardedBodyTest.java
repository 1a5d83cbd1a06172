package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GuardedBodyTest {

    @Test
    void accepts_a_body_of_exactly_the_limit() throws IOException {
        assertThat(body("12345", 5).readAllBytes()).isEqualTo(bytes("12345"));
        assertThat(body("", 0).readAllBytes()).isEmpty();
    }

    @Test
    void fails_on_one_byte_more() {
        assertTooLarge(body("123456", 5));
        assertTooLarge(body("1", 0));
    }

    @Test
    void counts_every_way_of_reading() throws IOException {
        GuardedBody body = body("123456", 5);
        assertThat(body.read()).isEqualTo('1');
        assertThat(body.skip(2)).isEqualTo(2);
        assertThat(body.read(new byte[2])).isEqualTo(2);
        assertThatThrownBy(body::read).isInstanceOf(GuardedBody.TooLarge.class);
    }

    @Test
    void counts_what_is_transferred() {
        GuardedBody body = body("123456", 5);
        assertThatThrownBy(() -> body.transferTo(new ByteArrayOutputStream())).isInstanceOf(GuardedBody.TooLarge.class);
    }

    @Test
    void reads_single_bytes_above_127_and_the_end() throws IOException {
        GuardedBody body = new GuardedBody(new ByteArrayInputStream(new byte[] {(byte) 0xFF, 0}), 5);
        assertThat(body.read()).isEqualTo(255);
        assertThat(body.read()).isZero();
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void skips_nothing_at_the_end() throws IOException {
        GuardedBody body = body("12", 5);
        assertThat(body.skip(0)).isZero();
        assertThat(body.skip(-1)).isZero();
        assertThat(body.skip(100)).isEqualTo(2);
        assertThat(body.skip(100)).isZero();
    }

    @Test
    void reads_at_most_one_buffer_beyond_the_limit() {
        Endless endless = new Endless();
        GuardedBody body = new GuardedBody(endless, 100_000);
        assertThatThrownBy(() -> {
                    while (body.read(new byte[8192]) >= 0) {
                        // until it fails
                    }
                })
                .isInstanceOf(GuardedBody.TooLarge.class);
        assertThat(endless.read).isLessThanOrEqualTo(100_000 + 8192);
    }

    @Test
    void keeps_failing() {
        GuardedBody body = body("1234567", 5);
        assertTooLarge(body);
        assertThatThrownBy(body::read).isInstanceOf(GuardedBody.TooLarge.class);
    }

    @Test
    void does_not_support_mark() {
        assertThat(body("12", 5).markSupported()).isFalse();
    }

    private static void assertTooLarge(InputStream body) {
        assertThatThrownBy(body::readAllBytes).isInstanceOf(GuardedBody.TooLarge.class);
    }

    private static GuardedBody body(String content, long maxBytes) {
        return new GuardedBody(new ByteArrayInputStream(bytes(content)), maxBytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Never ends. */
    private static final class Endless extends InputStream {

        private long read;

        @Override
        public int read() {
            read++;
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            read += length;
            return length;
        }
    }
}
