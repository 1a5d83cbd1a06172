package dev.portrait.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A server process that was told to deploy the WAR. */
public final class RunningServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Process process;
    private final URI baseUri;
    private final Path log;
    private Path audit;
    private final String startedMark;
    private final Optional<Deployer> deployer;
    private final Instant begin = Instant.now();
    private Optional<URI> management = Optional.empty();
    private Optional<KeyCache> keys = Optional.empty();
    private Duration startTime = Duration.ZERO;

    /**
     * Takes charge of the process: it ends with this JVM at the latest.
     *
     * @param baseUri the root of the WAR, with a slash at its end
     * @param log what the server prints
     * @param startedMark what the log has once the server is up, whether or not the application could be deployed
     */
    RunningServer(Process process, URI baseUri, Path log, String startedMark) {
        this(process, baseUri, log, startedMark, Optional.empty());
    }

    /** The same, for a server on which applications can be deployed while it runs. */
    RunningServer(Process process, URI baseUri, Path log, String startedMark, Deployer deployer) {
        this(process, baseUri, log, startedMark, Optional.of(deployer));
    }

    private RunningServer(Process process, URI baseUri, Path log, String startedMark, Optional<Deployer> deployer) {
        this.process = process;
        this.baseUri = baseUri;
        this.log = log;
        this.audit = log;
        this.startedMark = startedMark;
        this.deployer = deployer;
        // Asked, not killed: a killed server leaves what it unpacked in the temporary folder.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Waits until the server is up, with or without the application.
     *
     * @throws IllegalStateException if the server ended, or was not up in time
     */
    void awaitStarted() throws InterruptedException {
        Instant limit = begin.plus(START_LIMIT);
        while (!logText().contains(startedMark)) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)
                    || Instant.now().isAfter(limit)) {
                close();
                throw new IllegalStateException("The server did not start; its log is " + log + ".");
            }
        }
    }

    /**
     * Waits until the application says that it is ready.
     *
     * @throws IllegalStateException if the server ended, came up without the application, or was not ready in time
     */
    public RunningServer awaitReady() throws InterruptedException {
        return await(Set.of(200));
    }

    /** As {@link #awaitReady()}, but content with an application that says what it lacks. */
    public RunningServer awaitAnswer() throws InterruptedException {
        return await(Set.of(200, 503));
    }

    private RunningServer await(Set<Integer> good) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(baseUri.resolve("api/v2/health/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        Instant limit = begin.plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The server ended before it was ready; its log is " + log + ".");
            }
            boolean started = logText().contains(startedMark);
            try {
                HttpResponse<Void> answer = client.send(health, HttpResponse.BodyHandlers.discarding());
                int status = answer.statusCode();
                if (good.contains(status) && isOurs(answer)) {
                    startTime = Duration.between(begin, Instant.now());
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

    // Payara answers 503 itself while it loads the application.
    private static boolean isOurs(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }

    /** The root of the WAR, with a slash at its end. */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * Deploys and undeploys on this server.
     *
     * @throws UnsupportedOperationException if that cannot be done while it runs
     */
    public Deployer deployer() {
        return deployer.orElseThrow(() -> new UnsupportedOperationException("this server has no deployer"));
    }

    /** For a server that has its health, and no metrics, at an address of its own. */
    RunningServer managedAt(URI root) {
        management = Optional.of(root);
        return this;
    }

    /** The address of MicroProfile Health. */
    public URI health() {
        return management.orElse(baseUri).resolve("/health");
    }

    /** The address of MicroProfile Metrics, those of applications; empty where the server has none. */
    public Optional<URI> metrics() {
        return management.isPresent() ? Optional.empty() : Optional.of(baseUri.resolve("/metrics?scope=application"));
    }

    /** For a server whose known keys do not end by themselves. */
    RunningServer keepsKeys(KeyCache cache) {
        keys = Optional.of(cache);
        return this;
    }

    /** Lets the server forget the keys of the identity provider, while it runs, where it would keep them for long. */
    public void forgetKeys() throws IOException {
        if (keys.isPresent()) {
            keys.get().forget();
        }
    }

    /** What an administrator can do about keys that a server keeps. */
    interface KeyCache {
        void forget() throws IOException;
    }

    /** What the server prints. */
    public Path log() {
        return log;
    }

    /** What the server has printed so far. */
    public String logText() {
        return read(log);
    }

    /** For a server whose audit log is a file of its own. */
    RunningServer auditedIn(Path file) {
        audit = file;
        return this;
    }

    /** What the audit log has so far, maybe among other lines. */
    public String auditText() {
        return read(audit);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException notYetThere) {
            return "";
        }
    }

    /** From the start of the process to the first 200. */
    public Duration startTime() {
        return startTime;
    }

    /** The process id of the server's JVM, which may be a child of the script that was started. */
    public long jvm() {
        return java().orElseThrow(() -> new IllegalStateException("no JVM runs"))
                .pid();
    }

    private Optional<ProcessHandle> java() {
        // The last one: a launcher may be a JVM itself.
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(handle ->
                        handle.info().command().filter(c -> c.endsWith("java")).isPresent())
                .reduce((first, second) -> second);
    }

    /** The memory that the server's JVM has in use now, in bytes, as Linux counts it. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(jvm()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Sends the process SIGHUP. */
    public void hangUp() throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("The server has ended; its log is " + log + ".");
        }
    }

    /** Waits until somebody ends the server. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        // The JVM first: where it is a launcher's child, the launcher ends with it, but it would survive the launcher.
        java().ifPresent(RunningServer::end);
        end(process.toHandle());
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
