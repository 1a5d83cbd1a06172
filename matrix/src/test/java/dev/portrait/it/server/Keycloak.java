package dev.portrait.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keycloak from its distribution with the master realm only, an in-memory database and an administrator with a random
 * password.
 */
public final class Keycloak implements AutoCloseable {

    private static final String STARTED = "Listening on: ";

    private final RunningServer server;
    private final int port;
    private final String password;

    private Keycloak(RunningServer server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts Keycloak and waits until it responds.
     *
     * @param port the HTTP port, on 127.0.0.1
     * @param address the public address, with which the issuer of its tokens begins
     */
    public static Keycloak start(Path folder, int port, URI address) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("keycloak.log");
        String version = System.getProperty("portrait.version.keycloak", "");
        ProcessBuilder command = ServerProcess.process(
                log,
                List.of(
                        ServerProcess.DISTRIBUTIONS
                                .resolve(Path.of("keycloak-" + version, "bin", "kc.sh"))
                                .toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=" + address));
        String password = UUID.randomUUID().toString();
        command.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        // Keycloak runs for a few minutes, too short to benefit from the C2 compiler.
        command.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        command.environment().put("JAVA_HOME", jdk().toString());
        RunningServer server = new RunningServer(command.start(), address, log, STARTED);
        server.awaitStarted();
        return new Keycloak(server, port, password);
    }

    // Keycloak recommends Java 25. If there is none, it also runs on the Java 17 that builds Portrait.
    private static Path jdk() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        try (Stream<Path> beside = Files.list(own.toAbsolutePath().getParent())) {
            return beside.filter(Keycloak::isJava25).findFirst().orElse(own);
        }
    }

    private static boolean isJava25(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.exists(release)
                    && Files.readString(release, StandardCharsets.UTF_8).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address on which it listens, past the proxy, for administrators. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Returns the password of the user {@code admin}. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        server.close();
    }
}
