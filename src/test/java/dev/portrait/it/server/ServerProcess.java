package dev.portrait.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** What all server processes of the tests have in common. */
public final class ServerProcess {

    /** The WAR that ships. */
    static final Path WAR = Path.of("target", "portrait.war").toAbsolutePath();

    /** Where the build unpacks the distributions. */
    static final Path DISTRIBUTIONS = Path.of("target", "servers").toAbsolutePath();

    /** More options for the servers' JVMs; the build gives some that let them start sooner. */
    private static final String JVM_OPTIONS = System.getProperty("portrait.server.jvm", "");

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private ServerProcess() {}

    /** A port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that prints to the log, with the JDK of this one. */
    static ProcessBuilder of(Path log, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Only what the caller says counts, not what happens to be set where the build runs.
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("PORTRAIT_") || name.startsWith("MP_JWT_") || name.startsWith("AWS_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** A command of the administrator, in a JVM that starts soon. */
    static ProcessBuilder ofAdministrator(Path log, List<String> command) {
        ProcessBuilder builder = of(log, command);
        builder.environment().put("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        return builder;
    }

    /**
     * A server's own process. It is given one setting as an environment variable and one as a system property, both with
     * their default values, beside those that the server's own configuration has.
     */
    static ProcessBuilder ofServer(Path log, List<String> command) {
        return withSettings(of(log, command));
    }

    static ProcessBuilder withSettings(ProcessBuilder server) {
        server.environment().put("PORTRAIT_AVATARS_MAX", "12");
        server.environment().put("JAVA_TOOL_OPTIONS", "-Dportrait.picture.max-pixels=50000000 " + JVM_OPTIONS);
        return server;
    }

    /**
     * Runs a command of the administrator to its end.
     *
     * @throws IllegalStateException if it fails; what it said is in the log
     */
    static void run(ProcessBuilder command) throws IOException, InterruptedException {
        int status = command.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command.command() + " ended with " + status + "; see "
                    + command.redirectOutput().file());
        }
    }
}
