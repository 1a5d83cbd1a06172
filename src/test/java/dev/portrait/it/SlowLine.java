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

/** A line to Portrait on which one file takes as long as the test wants. It passes on what is read, without tokens. */
final class SlowLine implements AutoCloseable {

    private static final List<String> PASSED_ON = List.of("Content-Type", "Content-Security-Policy");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch arrival = new CountDownLatch(1);
    private final Portrait portrait;
    private final String slow;

    private SlowLine(HttpServer server, Portrait portrait, String slow) {
        this.server = server;
        this.portrait = portrait;
        this.slow = slow;
    }

    static SlowLine to(Portrait portrait, String slow) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SlowLine line = new SlowLine(server, portrait, slow);
        server.createContext("/", line::pass);
        server.setExecutor(line.threads);
        server.start();
        return line;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Lets the slow file arrive. */
    void arrive() {
        arrival.countDown();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString().substring(1);
            if (path.equals(slow)) {
                arrival.await();
            }
            Answer answer =
                    portrait.send(portrait.request(path).method(exchange.getRequestMethod(), BodyPublishers.noBody()));
            PASSED_ON.forEach(name -> exchange.getResponseHeaders().set(name, answer.header(name)));
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
