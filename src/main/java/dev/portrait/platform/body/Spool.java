package dev.portrait.platform.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one request: first in memory, and if there are more, in a file. Unix deletes the name of the file as soon as it is open, so
 * that nothing is left of it after a crash.
 */
final class Spool implements Closeable {

    static final int IN_MEMORY = 1 << 16;

    private final byte[] block = new byte[8192];
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private int length;
    private @Nullable FileChannel file;

    void write(byte next) throws IOException {
        if (length == block.length) {
            flush();
        }
        block[length++] = next;
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (length == block.length) {
                flush();
            }
            int part = Math.min(count - done, block.length - length);
            System.arraycopy(bytes, from + done, block, length, part);
            length += part;
            done += part;
        }
    }

    private void flush() throws IOException {
        if (memory.size() + length <= IN_MEMORY) {
            memory.write(block, 0, length);
        } else {
            if (file == null) {
                file = FileChannel.open(
                        Files.createTempFile("portrait-upload-", ".tmp"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            }
            ByteBuffer rest = ByteBuffer.wrap(block, 0, length);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        }
        length = 0;
    }

    /** Returns everything that was written. Call it once, after the last write. */
    InputStream read() throws IOException {
        flush();
        InputStream first = new ByteArrayInputStream(memory.toByteArray());
        if (file == null) {
            return first;
        }
        file.position(0);
        return new SequenceInputStream(first, Channels.newInputStream(file));
    }

    /** Deletes the file. */
    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
