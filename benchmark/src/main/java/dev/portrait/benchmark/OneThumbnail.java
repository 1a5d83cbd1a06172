package dev.portrait.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a few thumbnails of one file and ends, in as much heap as it is given; see {@link SmallestHeap}. */
final class OneThumbnail {

    private static final int TIMES = 3;

    private OneThumbnail() {}

    /**
     * Ends with status 0 if all went well.
     *
     * @param args the contender, {@code portrait} or {@code thumbnailator}; the file; where to put the thumbnail
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
