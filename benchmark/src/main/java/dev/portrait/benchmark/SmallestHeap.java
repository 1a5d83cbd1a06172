package dev.portrait.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Finds the smallest heap in which a JVM can make thumbnails of one file, one at a time. */
final class SmallestHeap {

    private static final int LARGEST = 512;
    // A JVM that takes longer spends its time on garbage collection, so its heap is too small.
    private static final long TIMEOUT_SECONDS = 20;

    private final String contender;
    private final Path source;
    private final Path thumbnail;

    private SmallestHeap(String contender, Path source) {
        this.contender = contender;
        this.source = source;
        this.thumbnail = source.resolveSibling(contender + "-" + source.getFileName() + ".jpg");
    }

    /** Returns the size in MiB. Searches by bisection and starts a new JVM for each size. */
    static int find(String contender, Path source) throws IOException, InterruptedException {
        SmallestHeap heap = new SmallestHeap(contender, source);
        if (!heap.isEnough(LARGEST)) {
            throw new IOException(contender + " could not make a thumbnail of " + source.getFileName());
        }
        int tooSmall = 1;
        int enough = LARGEST;
        while (enough - tooSmall > 1) {
            int middle = (tooSmall + enough) / 2;
            if (heap.isEnough(middle)) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private boolean isEnough(int mebibytes) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + mebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-classpath",
                System.getProperty("java.class.path"),
                OneThumbnail.class.getName(),
                contender,
                source.toString(),
                thumbnail.toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        return ended && process.exitValue() == 0;
    }
}
