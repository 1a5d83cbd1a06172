package dev.portrait.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The WAR that ships on Payara Micro, as a process of its own: listening on 127.0.0.1 only, configured by environment. */
public final class PayaraMicro implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    // Payara Micro has no option for the address to listen on, and without one it listens on all.
    private static final String LOOPBACK_ONLY =
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n";

    private static final String STARTED =
            ") ready in "; // as in "Payara Micro 6.2025.10 (build 42) ready in 18,887 (ms)"

    private final Process process;
    private final URI baseUri;
    private final Path log;

    private PayaraMicro(Process process, URI baseUri, Path log) {
        this.process = process;
        this.baseUri = baseUri;
        this.log = log;
    }

    /** A port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the server; it may still be deploying when this returns.
     *
     * @param folder where the server's log and its pre-boot commands go
     * @param environment the settings, as environment variables
     */
    public static PayaraMicro start(Path folder, int port, Map<String, String> environment) throws IOException {
        Files.createDirectories(folder);
        Path preBoot = Files.writeString(folder.resolve("pre-boot.asadmin"), LOOPBACK_ONLY);
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        Path.of("target", "payara-micro.jar").toString(),
                        "--nocluster",
                        "--disablephonehome",
                        "--prebootcommandfile",
                        preBoot.toString(),
                        "--port",
                        Integer.toString(port),
                        "--contextroot",
                        "/",
                        "--deploy",
                        Path.of("target", "portrait.war").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Only what the caller says counts, not what happens to be set where the build runs.
        builder.environment().keySet().removeIf(name -> name.startsWith("PORTRAIT_") || name.startsWith("MP_JWT_"));
        builder.environment().putAll(environment);
        PayaraMicro server = new PayaraMicro(builder.start(), URI.create("http://127.0.0.1:" + port + "/"), log);
        // Asked, not killed: a killed server leaves its unpacked self, 150 MB, in the temporary folder.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    /**
     * Waits until the application says that it is ready.
     *
     * @throws IllegalStateException if the server ended, came up without the application, or was not ready in time
     */
    public PayaraMicro awaitReady() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health =
                HttpRequest.newBuilder(baseUri.resolve("api/v2/health/")).build();
        Instant limit = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The server ended before it was ready; its log is " + log + ".");
            }
            boolean started = hasStarted();
            try {
                int status = client.send(health, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == 200) {
                    return this;
                }
                if (started && status == 404) {
                    close();
                    throw new IllegalStateException(
                            "The application was not deployed; the server's log is " + log + ".");
                }
            } catch (IOException notListeningYet) {
                // asked again after the next poll interval
            }
        }
        close();
        throw new IllegalStateException("The server was not ready in time; its log is " + log + ".");
    }

    // The server says so whether or not the application could be deployed.
    private boolean hasStarted() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1).contains(STARTED);
        } catch (IOException e) {
            return false;
        }
    }

    /** The root of the WAR, with a slash at its end. */
    public URI baseUri() {
        return baseUri;
    }

    /** What the server has printed. */
    public Path log() {
        return log;
    }

    /** Waits until somebody ends the server. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
