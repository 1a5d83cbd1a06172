package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EveryServer
@ContractSection(4)
@DisplayName("Slow clients")
class SlowClientIT {

    private static final int SLOW = 200;
    private static final int NORMAL = 60;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final Portrait portrait;
    private final Person ann;

    SlowClientIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("200 connections that send one byte per second do not delay other requests beyond 5 s")
    void do_not_delay_other_requests() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1);
        AtomicInteger sent = new AtomicInteger();
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket =
                        new Socket(portrait.base().getHost(), portrait.base().getPort());
                sockets.add(socket);
                socket.getOutputStream().write(beginning(i).getBytes(StandardCharsets.US_ASCII));
            }
            ScheduledFuture<?> trickling = clock.scheduleAtFixedRate(
                    () -> sockets.forEach(socket -> trickle(socket, sent)), 0, 1, TimeUnit.SECONDS);

            // First immediately, then until the slow connections have sent two bytes each.
            serveNormally();
            while (sent.get() < 2 * SLOW) {
                serveNormally();
                assertThat(trickling.isDone()).isFalse();
            }
        } finally {
            clock.shutdownNow();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        assertThat(portrait.get("api/v2/health/").status()).isEqualTo(200);
    }

    private void serveNormally() {
        for (int i = 0; i < NORMAL; i++) {
            Instant begin = Instant.now();
            if (i % 10 == 0) {
                ann.put(new Multipart().file("cover", Photos.jpeg(60, 40))).user();
            } else {
                ann.form("PATCH", Map.of("bio", "served " + i)).user();
            }
            assertThat(Duration.between(begin, Instant.now())).isLessThan(TIME_LIMIT);
        }
    }

    // A quarter of the connections sends its headers slowly, the others their bodies.
    private String beginning(int i) {
        String line = "PUT " + portrait.base().resolve(ann.path()).getPath() + " HTTP/1.1\r\nHost: localhost\r\n";
        String headers = "Authorization: Bearer " + ann.token() + "\r\nContent-Length: 100000\r\n";
        return switch (i % 4) {
            case 0 -> line;
            case 1 -> line + headers + "Content-Type: application/json\r\n\r\n{";
            case 2 -> line + headers + "Content-Type: application/x-www-form-urlencoded\r\n\r\nbio=";
            default ->
                line + headers + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"avatar\"; filename=\"a\"\r\n\r\n";
        };
    }

    // Ignores connections that the server has closed.
    private static void trickle(Socket socket, AtomicInteger sent) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException closed) {
            // the server may do that
        }
        sent.incrementAndGet();
    }
}
