package dev.portrait.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A running JVM, examined with jcmd. */
record ServerJvm(long pid) {

    private static final Pattern HISTOGRAM = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(\\S+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*?)\" ");

    /** Collects garbage and returns the number of instances of all classes with this name. */
    long instances(String className) {
        return HISTOGRAM
                .matcher(jcmd("GC.class_histogram"))
                .results()
                .filter((MatchResult line) -> line.group(2).equals(className))
                .mapToLong((MatchResult line) -> Long.parseLong(line.group(1)))
                .sum();
    }

    /** Collects garbage and returns the size of the remaining objects. */
    long liveBytes() {
        return TOTAL.matcher(jcmd("GC.class_histogram"))
                .results()
                .mapToLong((MatchResult line) -> Long.parseLong(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the number of threads by name, with digits replaced by {@code #}. */
    Map<String, Long> threads() {
        return THREAD.matcher(jcmd("Thread.print"))
                .results()
                .map((MatchResult line) -> line.group(1).replaceAll("\\d+", "#"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private String jcmd(String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(tool, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
