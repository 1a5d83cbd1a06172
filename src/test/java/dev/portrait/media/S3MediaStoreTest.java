package dev.portrait.media;

import static dev.portrait.media.MediaStoreContract.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import dev.portrait.media.MediaStore.StoredMedia;
import dev.portrait.telemetry.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3MediaStoreTest implements MediaStoreContract {

    private static final String PREFIX = "profiles/pictures/";
    private static final Duration LIMIT = Duration.ofSeconds(3); // the timeout of storeAt() and two seconds

    private static final ClassLoader FORMER = Thread.currentThread().getContextClassLoader();
    // Threads inherit it. Other tests that run at the same time have another one.
    private static final ClassLoader APPLICATION = new ClassLoader(FORMER) {};

    private static S3Server server;

    private final List<MediaStore> opened = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = S3Server.start(folder);
        // After the server, before the first client, which starts a thread that all clients share.
        Thread.currentThread().setContextClassLoader(APPLICATION);
    }

    @AfterAll
    static void stop() {
        Thread.currentThread().setContextClassLoader(FORMER);
        server.close();
    }

    @AfterEach
    void close_and_empty() throws IOException {
        opened.forEach(MediaStore::close);
        for (String key : server.keys()) {
            Files.delete(server.bucket().resolve(key));
        }
    }

    @Test
    void objects_have_a_media_type_and_may_be_cached() throws Exception {
        MediaStore store = store(Map.of("portrait.media.s3.delivery", "signed"));
        MediaName png = MediaName.random("png");
        store.put(png, CONTENT);

        HttpResponse<byte[]> answer = get(store.link(png).orElseThrow());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    @Test
    void a_signed_url_is_valid_for_one_picture_and_a_limited_time() throws Exception {
        MediaStore store = store(Map.of("portrait.media.s3.delivery", "signed"));
        store.put(NAME, CONTENT);
        URI link = store.link(NAME).orElseThrow();

        assertThat(link.toString()).startsWith(server.address() + "/" + PREFIX + NAME.value() + "?");
        assertThat(link.getRawQuery()).contains("X-Amz-Expires=" + MediaStore.LINK_LIFE.toSeconds());
        assertThat(link.toString()).doesNotContain(server.settings().get("portrait.media.s3.secret-key"));
        URI other = URI.create(
                link.toString().replace(NAME.value(), MediaName.random("jpg").value()));
        assertThat(get(other).statusCode()).isEqualTo(403);
    }

    @Test
    void links_to_the_public_url() {
        MediaStore store = store(Map.of(
                "portrait.media.s3.delivery", "public",
                "portrait.media.s3.public-url", "https://cdn.example/p/"));
        assertThat(store.link(NAME)).contains(URI.create("https://cdn.example/p/" + NAME.value()));
    }

    @Test
    void ignores_objects_outside_its_prefix() throws IOException {
        Instant old = Instant.parse("2026-01-01T12:00:00Z");
        server.add(NAME.value(), old);
        server.add("profiles/" + NAME.value(), old);
        server.add(PREFIX + "deeper/" + NAME.value(), old);
        MediaStore store = store();

        assertThat(store.open(NAME)).isEmpty();
        assertThat(store.keptBefore(Instant.MAX)).isEmpty();
        store.delete(NAME);
        assertThat(server.keys()).hasSize(3);
    }

    @Test
    void reports_what_is_wrong_with_the_bucket() {
        assertThat(store(Map.of("portrait.media.s3.bucket", "another")).fault()).contains("the bucket is not there");
        String wrong = UUID.randomUUID().toString();
        assertThat(store(Map.of("portrait.media.s3.secret-key", wrong)).fault())
                .contains("the bucket refuses the access key");
    }

    @Test
    void is_unavailable_without_the_bucket_or_with_a_wrong_key() {
        for (Map<String, String> wrong : List.of(
                Map.of("portrait.media.s3.bucket", "another"),
                Map.of("portrait.media.s3.access-key", UUID.randomUUID().toString()))) {
            MediaStore store = store(wrong);
            assertUnavailable(() -> store.put(NAME, CONTENT));
            assertUnavailable(() -> store.open(NAME));
            assertUnavailable(() -> store.keptBefore(Instant.MAX).toList());
            assertThatCode(() -> store.delete(NAME)).doesNotThrowAnyException();
        }
    }

    @Test
    void is_unavailable_if_the_port_is_closed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertDown(storeAt(port));
    }

    @Test
    void is_unavailable_in_time_if_the_store_never_responds() throws IOException {
        // The kernel accepts connections, and nothing reads from them.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertDown(storeAt(silent.getLocalPort()));
        }
    }

    @Test
    void is_unavailable_in_time_if_the_store_stops_reading() throws IOException {
        HttpServer stalling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch enough = new CountDownLatch(1);
        stalling.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                await(enough);
            }
            exchange.sendResponseHeaders(404, -1);
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        stalling.setExecutor(threads);
        stalling.start();
        try {
            MediaStore store = storeAt(stalling.getAddress().getPort());
            assertThat(inTime(() -> assertUnavailable(() -> store.put(NAME, new byte[30_000_000]))))
                    .isTrue();
        } finally {
            enough.countDown();
            stalling.stop(0);
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertDown(MediaStore store) {
        assertThat(inTime(() -> assertThat(store.fault()).contains("the bucket does not answer")))
                .isTrue();
        assertThat(inTime(() -> assertUnavailable(() -> store.put(NAME, new byte[9_000_000]))))
                .isTrue();
        assertThat(inTime(() -> assertUnavailable(() -> store.open(NAME)))).isTrue();
        assertThat(inTime(() -> store.delete(NAME))).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    private static boolean inTime(Runnable call) {
        Instant start = Instant.now();
        call.run();
        return Duration.between(start, Instant.now()).compareTo(LIMIT) < 0;
    }

    @Test
    void leaves_no_threads() throws IOException {
        MediaStore store = store();
        store.put(NAME, CONTENT);
        try (StoredMedia stored = store.open(NAME).orElseThrow()) {
            assertThat(stored.content().readAllBytes()).isEqualTo(CONTENT);
        }
        Set<Thread> threads = threads();
        assertThat(threads).isNotEmpty();

        store.close();

        assertThat(threads).allMatch(S3MediaStoreTest::ended);
    }

    // The threads that would keep the application's classes in memory.
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == APPLICATION)
                .filter(thread -> !thread.equals(Thread.currentThread()))
                .filter(thread -> !thread.getName().startsWith("HttpClient-")) // the test's own
                .collect(Collectors.toSet());
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(LIMIT.toMillis());
            return !thread.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void describes_itself_without_secrets() {
        assertThat(store().description())
                .isEqualTo("S3 bucket %s at %s, under %s", S3Server.BUCKET, server.endpoint(), PREFIX);
    }

    @Override
    public MediaStore store() {
        return store(Map.of());
    }

    private MediaStore storeAt(int port) {
        return store(
                Map.of("portrait.media.s3.endpoint", "http://127.0.0.1:" + port, "portrait.media.s3.timeout", "1"));
    }

    private MediaStore store(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("portrait.media.s3.prefix", PREFIX);
        settings.putAll(more);
        MediaStore store = ChosenMediaStore.store(MediaStoreContract.settings(settings), new Metrics(List.of()));
        opened.add(store);
        return store;
    }

    @Override
    public List<String> kept() throws IOException {
        return server.keys().stream().map(key -> key.substring(PREFIX.length())).toList();
    }

    @Override
    public void keep(String name, Instant since) throws IOException {
        server.add(PREFIX + name, since);
    }

    private static HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }
}
