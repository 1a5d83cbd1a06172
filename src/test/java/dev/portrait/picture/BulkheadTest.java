package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BulkheadTest {

    private static final Duration WORK = Duration.ofMillis(50);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    @Test
    void turns_away_who_waited_too_long() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 1, Duration.ofMillis(20));
        Future<String> first = occupy(bulkhead);
        assertRefused(bulkhead, ErrorCode.THROTTLED);
        end.countDown();
        assertThat(first.get()).isEqualTo("first");
    }

    @Test
    void turns_away_at_once_where_too_many_wait() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 0, Duration.ofHours(1));
        Future<String> first = occupy(bulkhead);
        assertRefused(bulkhead, ErrorCode.THROTTLED);
        end.countDown();
        assertThat(first.get()).isEqualTo("first");
    }

    @Test
    void lets_the_next_in_when_one_is_done() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 1, Duration.ofSeconds(10));
        Future<String> first = occupy(bulkhead);
        Future<String> second = threads.submit(() -> bulkhead.run(() -> "second"));
        end.countDown();
        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void rests_as_long_as_it_worked_while_others_wait() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 1, Duration.ofSeconds(10));
        AtomicLong worked = new AtomicLong();
        AtomicLong done = new AtomicLong();
        AtomicLong next = new AtomicLong();
        Thread second = new Thread(() -> bulkhead.run(() -> {
            next.set(System.nanoTime());
            return "second";
        }));
        bulkhead.run(() -> {
            long begin = System.nanoTime();
            second.start();
            Awaitility.await("the second waits while the first works")
                    .during(WORK)
                    .until(() -> second.getState() == Thread.State.TIMED_WAITING);
            done.set(System.nanoTime());
            worked.set(done.get() - begin);
            return "first";
        });
        second.join();
        assertThat(next.get() - done.get()).isGreaterThanOrEqualTo(worked.get());
    }

    @Test
    void gives_back_its_room_after_a_failure() {
        Bulkhead bulkhead = new Bulkhead(1, 0, Duration.ZERO);
        assertThatThrownBy(() -> bulkhead.run(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(bulkhead.<String>run(() -> "next")).isEqualTo("next");
    }

    @Test
    void stays_interrupted_when_interrupted() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, 1, Duration.ofHours(1));
        Future<String> first = occupy(bulkhead);
        Thread.currentThread().interrupt();
        assertRefused(bulkhead, ErrorCode.UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
        assertThat(first.get()).isEqualTo("first");
    }

    private Future<String> occupy(Bulkhead bulkhead) throws InterruptedException {
        Future<String> first = threads.submit(() -> bulkhead.run(() -> {
            started.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "first";
        }));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        return first;
    }

    private static void assertRefused(Bulkhead bulkhead, ErrorCode code) {
        assertThatThrownBy(() -> bulkhead.run(() -> "never"))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
