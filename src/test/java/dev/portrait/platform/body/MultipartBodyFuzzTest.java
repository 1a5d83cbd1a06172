package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Whatever a multipart body is, it is malformed or not, in however many pieces it comes; once written anew, it stays so. */
class MultipartBodyFuzzTest {

    private static final int MAX_BYTES = 1 << 16;

    @FuzzTest(maxDuration = "150s")
    void parts(FuzzedDataProvider data) throws IOException {
        String boundary = data.consumeAsciiString(12);
        int piece = data.consumeInt(1, 64);
        byte[] body = data.consumeRemainingAsBytes();

        Optional<byte[]> whole = read(boundary, body, MAX_BYTES);
        assertThat(read(boundary, body, piece)).usingRecursiveComparison().isEqualTo(whole);
        if (whole.isPresent()) {
            assertThat(read(boundary, whole.get(), piece).orElseThrow()).isEqualTo(whole.get());
        }
    }

    private static Optional<byte[]> read(String boundary, byte[] body, int piece) {
        InputStream slow = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, piece));
            }
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = new MultipartBody(slow, boundary, Bodies.partLimits())) {
            byte[] buffer = new byte[piece];
            for (int read = in.read(buffer, 0, piece); read >= 0; read = in.read(buffer, 0, piece)) {
                assertThat(read).isBetween(1, piece);
                all.write(buffer, 0, read);
            }
            return Optional.of(all.toByteArray());
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }
}
