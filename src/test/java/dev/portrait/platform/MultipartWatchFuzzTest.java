package dev.portrait.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Whatever a multipart body is, it is well-formed or not, in however many pieces it comes. */
class MultipartWatchFuzzTest {

    private static final int MAX_BYTES = 1 << 16;

    @FuzzTest(maxDuration = "150s")
    void parts(FuzzedDataProvider data) {
        String boundary = data.consumeAsciiString(12);
        int piece = data.consumeInt(1, 64);
        byte[] body = data.consumeRemainingAsBytes();

        assertThat(isWellFormed(boundary, body, piece)).isEqualTo(isWellFormed(boundary, body, MAX_BYTES));
    }

    private static boolean isWellFormed(String boundary, byte[] body, int piece) {
        GuardedBody guarded = new GuardedBody(new ByteArrayInputStream(body), MAX_BYTES);
        guarded.watch(new MultipartWatch(boundary));
        try (InputStream in = guarded) {
            byte[] buffer = new byte[piece];
            for (int read = in.read(buffer, 0, piece); read >= 0; read = in.read(buffer, 0, piece)) {
                assertThat(read).isBetween(1, piece);
            }
            return true;
        } catch (IOException malformed) {
            return false;
        }
    }
}
