package dev.portrait.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a few thumbnails of one file and exits; {@link SmallestHeap} runs it with different heap sizes. */
final class OneThumbnail {

    private static final int TIMES = 3;

    private OneThumbnail() {}

    /**
     * Exits with status 0 on success.
     *
     * @param args the contender, {@code portrait} or {@code thumbnailator}; the file; the path of the thumbnail
     */
    public static void main(String... args) throws IOException {
        Contender contender = args[0].equals("portrait") ? Contender.portrait() : Contender.thumbnailator();
        Path file = Path.of(args[1]);
        byte[] thumbnail = {};
        for (int i = 0; i < TIMES; i++) {
            thumbnail = contender.thumbnail(() -> Files.newInputStream(file));
        }
        Files.write(Path.of(args[2]), thumbnail);
    }
}
