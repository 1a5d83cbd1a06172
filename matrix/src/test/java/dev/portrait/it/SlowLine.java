package dev.portrait.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that delays one file until the test releases it. It forwards requests without their headers. */
final class SlowLine implements AutoCloseable {

    private static final List<String> FORWARDED_HEADERS = List.of("Content-Type", "Content-Security-Policy");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Portrait portrait;
    private final String slow;

    private SlowLine(HttpServer server, Portrait portrait, String slow) {
        this.server = server;
        this.portrait = portrait;
        this.slow = slow;
    }

    static SlowLine startInFrontOf(Portrait portrait, String slow) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SlowLine line = new SlowLine(server, portrait, slow);
        server.createContext("/", line::forward);
        server.setExecutor(line.threads);
        server.start();
        return line;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Sends the delayed file. */
    void releaseSlowFile() {
        released.countDown();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString().substring(1);
            if (path.equals(slow)) {
                released.await();
            }
            Answer answer =
                    portrait.send(portrait.request(path).method(exchange.getRequestMethod(), BodyPublishers.noBody()));
            FORWARDED_HEADERS.forEach(name -> exchange.getResponseHeaders().set(name, answer.header(name)));
            exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
            exchange.getResponseBody().write(answer.bytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
