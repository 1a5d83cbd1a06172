package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Runs the administrator's program that imports people. Its files are in one folder. */
final class ImportProgram {

    static final Path SOURCE = Path.of("server-config", "import", "Import.java");

    private static final Duration LIMIT = Duration.ofHours(1); // ten thousand people on a busy machine
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path folder;
    private final List<String> fixed = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    ImportProgram(Path folder) {
        this.folder = folder;
    }

    /** Adds arguments to those of each run. */
    ImportProgram with(String... arguments) {
        fixed.addAll(Arrays.asList(arguments));
        return this;
    }

    ImportProgram withEnvironment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Runs the source file, as an administrator does. */
    Outcome runSource(String... arguments) {
        return run(List.of(JAVA, SOURCE.toAbsolutePath().toString()), arguments);
    }

    /** Runs the compiled program, which starts sooner. */
    Outcome run(String... arguments) {
        return run(
                List.of(
                        JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Compiled.FOLDER.toString(),
                        "Import"),
                arguments);
    }

    private Outcome run(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(fixed);
        command.addAll(Arrays.asList(arguments));
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The import did not end: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file of lines. */
    Path write(String name, String... lines) {
        return write(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of a report, which end in CRLF, without its first line. */
    List<String> report(String name) {
        List<String> lines = List.of(read(name).split("\r\n"));
        assertThat(lines.get(0)).isEqualTo("where,person,what,status,field,code,message");
        return lines.subList(1, lines.size());
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a run ended.
     *
     * @param status the exit code
     * @param output everything that the program printed
     */
    record Outcome(int status, String output) {

        /** Asserts the exit code, and that the summary has these counts, as in {@code 3 created}. Others must be 0, except requests. */
        Outcome ended(int expected, String... counts) {
            assertThat(status).as(output).isEqualTo(expected);
            Matcher summary = Pattern.compile("(?m)^(?:Done|Dry run, nothing was changed): (.*), \\d+ requests,")
                    .matcher(output);
            assertThat(summary.find()).as(output).isTrue();
            assertThat(Arrays.stream(summary.group(1).split(", ")).filter(count -> !count.startsWith("0 ")))
                    .as(output)
                    .containsExactly(counts);
            return this;
        }

        int requests() {
            Matcher requests = Pattern.compile("(?m)^D.*, (\\d+) requests,").matcher(output);
            assertThat(requests.find()).as(output).isTrue();
            return Integer.parseInt(requests.group(1));
        }

        /** Asserts that the program could not run, or stopped, and said why. */
        void stopped(String why) {
            assertThat(status).as(output).isEqualTo(2);
            assertThat(output).contains(why);
        }
    }

    /** The program, compiled once, without warnings. */
    private static final class Compiled {

        private static final Path FOLDER = compile();

        private static Path compile() {
            Path folder = folder();
            // The program needs the JDK only, so the class path of the tests is not for it.
            List<String> arguments = List.of(
                    "-Xlint:all",
                    "-Werror",
                    "--release",
                    "17",
                    "-classpath",
                    folder.toString(),
                    "-d",
                    folder.toString(),
                    SOURCE.toString());
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                    .isZero();
            return folder;
        }

        private static Path folder() {
            try {
                return Files.createDirectories(Path.of("target", "import").toAbsolutePath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
