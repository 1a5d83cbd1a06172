package dev.portrait.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Creates the server processes of the tests and the commands of their administrators. */
public final class ServerProcess {

    /** The released WAR. */
    static final Path WAR = Path.of("target", "portrait.war").toAbsolutePath();

    /** The folder into which the build unpacks the distributions. */
    static final Path DISTRIBUTIONS = Path.of("target", "servers").toAbsolutePath();

    /** Additional options for the JVMs of the servers. The build sets some that shorten the start. */
    private static final String JVM_OPTIONS = System.getProperty("portrait.server.jvm", "");

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final int FIRST_PORT = 11_000; // browsers refuse 10080
    private static final int MAX_ATTEMPTS = 100;
    private static final int FIRST_OUTGOING_PORT = 32_768; // of Linux; other systems begin higher

    private ServerProcess() {}

    /**
     * Returns a port that is free at the moment. It is below those that systems give to outgoing connections, so that
     * none of them takes it before the server does.
     */
    public static int freePort() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_OUTGOING_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // in use: try another one
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no port is free");
    }

    /** Creates a process that writes to the log and uses the JDK of this process. */
    static ProcessBuilder process(Path log, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Removes settings from the environment of the build.
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("PORTRAIT_") || name.startsWith("MP_JWT_") || name.startsWith("AWS_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** Creates an administrator's command, with JVM options for a fast start. */
    static ProcessBuilder adminCommand(Path log, List<String> command) {
        ProcessBuilder builder = process(log, command);
        builder.environment().put("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        return builder;
    }

    /**
     * Creates a server process. In addition to the server's configuration it gets one setting as an environment variable and
     * one as a system property, both with their default values.
     */
    static ProcessBuilder server(Path log, List<String> command) {
        return withSettings(process(log, command));
    }

    static ProcessBuilder withSettings(ProcessBuilder server) {
        server.environment().put("PORTRAIT_AVATARS_MAX", "12");
        server.environment().put("JAVA_TOOL_OPTIONS", "-Dportrait.picture.max-pixels=50000000 " + JVM_OPTIONS);
        return server;
    }

    /**
     * Runs an administrator's command and waits for its end.
     *
     * @throws IllegalStateException if the command fails; its output is in the log
     */
    static void run(ProcessBuilder command) throws IOException, InterruptedException {
        int status = command.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command.command() + " ended with " + status + "; see "
                    + command.redirectOutput().file());
        }
    }
}
