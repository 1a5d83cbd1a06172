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

/** A started server process that deploys the WAR. */
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
     * Takes ownership of the process and ends it when this JVM ends.
     *
     * @param baseUri the base URL of the WAR, with a trailing slash
     * @param log the output of the server
     * @param startedMark the text in the log that shows that the server is up, with or without the application
     */
    RunningServer(Process process, URI baseUri, Path log, String startedMark) {
        this(process, baseUri, log, startedMark, Optional.empty());
    }

    /** Takes ownership of a server that can deploy applications while it runs. */
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
        // A graceful stop, because a killed server leaves unpacked files in the temporary folder.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Waits until the server is up, with or without the application.
     *
     * @throws IllegalStateException if the server ended or did not start in time
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
     * Waits until the health resource of the application reports that it is ready.
     *
     * @throws IllegalStateException if the server ended, started without the application or was not ready in time
     */
    public RunningServer awaitReady() throws InterruptedException {
        return await(Set.of(200));
    }

    /** Waits like {@link #awaitReady()}, but also accepts an application that reports that it is not ready. */
    public RunningServer awaitAnswer() throws InterruptedException {
        return await(Set.of(200, 503));
    }

    private RunningServer await(Set<Integer> good) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(baseUri.resolve("api/v2/health/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        // Not from the begin, because on some servers a script has installed the application since then.
        Instant limit = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The server ended before it was ready; its log is " + log + ".");
            }
            boolean started = logText().contains(startedMark);
            try {
                HttpResponse<Void> answer = client.send(health, HttpResponse.BodyHandlers.discarding());
                int status = answer.statusCode();
                if (good.contains(status) && isFromPortrait(answer)) {
                    startTime = Duration.between(begin, Instant.now());
                    return this;
                }
                if (started && status == 404) {
                    close();
                    throw new IllegalStateException(
                            "The application was not deployed; the server's log is " + log + ".");
                }
            } catch (IOException notListeningYet) {
                // try again after the poll interval
            }
        }
        close();
        throw new IllegalStateException("The server was not ready in time; its log is " + log + ".");
    }

    // Payara 6.2025.10 itself answers 503 while it loads the application.
    private static boolean isFromPortrait(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }

    /** Returns the base URL of the WAR, with a trailing slash. */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * Returns the deployer of this server.
     *
     * @throws UnsupportedOperationException if this server cannot deploy while it runs
     */
    public Deployer deployer() {
        return deployer.orElseThrow(() -> new UnsupportedOperationException("This server has no deployer."));
    }

    /** Sets the base URL of MicroProfile Health for a server that has it on a management port, and has no metrics. */
    RunningServer withManagementAt(URI root) {
        management = Optional.of(root);
        return this;
    }

    /** Returns the URL of MicroProfile Health. */
    public URI health() {
        return management.orElse(baseUri).resolve("/health");
    }

    /** Returns the URL of the application's MicroProfile Metrics; empty if the server has none. */
    public Optional<URI> metrics() {
        return management.isPresent() ? Optional.empty() : Optional.of(baseUri.resolve("/metrics?scope=application"));
    }

    /** Sets the key cache of a server that does not expire cached keys (Open Liberty 25.0.0.9). */
    RunningServer withKeyCache(KeyCache cache) {
        keys = Optional.of(cache);
        return this;
    }

    /** Clears the cached keys of the identity provider on a server that would keep them for long. */
    public void forgetKeys() throws IOException {
        if (keys.isPresent()) {
            keys.get().forget();
        }
    }

    /** The administrator's way to clear the keys that a server has cached. */
    interface KeyCache {
        void forget() throws IOException;
    }

    /** Returns the log file, which has the output of the server. */
    public Path log() {
        return log;
    }

    /** Returns the output of the server so far. */
    public String logText() {
        return read(log);
    }

    /** Sets the audit log of a server that writes it to a separate file. */
    RunningServer withAuditLog(Path file) {
        audit = file;
        return this;
    }

    /** Returns the audit log so far, which may contain other lines too. */
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

    /** Returns the time from the start of the process to the first 200. */
    public Duration startTime() {
        return startTime;
    }

    /** Returns the process id of the server's JVM, which may be a child of the started script. */
    public long jvm() {
        return java().orElseThrow(() -> new IllegalStateException("The server has no running JVM."))
                .pid();
    }

    private Optional<ProcessHandle> java() {
        // The last one, because a launcher may be a JVM too.
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(handle ->
                        handle.info().command().filter(c -> c.endsWith("java")).isPresent())
                .reduce((first, second) -> second);
    }

    /** Returns the resident memory of the server's JVM in bytes (VmRSS of Linux). */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(jvm()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Sends SIGHUP to the process. */
    public void sendHangup() throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("The server has ended; its log is " + log + ".");
        }
    }

    /** Waits until the server ends. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        // The JVM first: a launcher ends with its JVM, but the JVM would survive the launcher.
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
