package dev.portrait.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MadeAvatarsTest {

    private static final int PROCESSORS = 4;

    private final MadeAvatars avatars = new MadeAvatars(PROCESSORS, 1 << 20);
    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private AvatarImage image(String identity) {
        return new AvatarImage(identity, "image/png", side -> {
            made.incrementAndGet();
            return Optional.of(new Picture(new byte[100], "image/png", "png", side, side));
        });
    }

    @Test
    void make_a_size_once() {
        Picture first = avatars.get(image("a"), 80).orElseThrow();

        assertThat(avatars.get(image("a"), 80).orElseThrow()).isSameAs(first);
        assertThat(avatars.get(image("a"), 81).orElseThrow().width()).isEqualTo(81);
        assertThat(avatars.get(image("b"), 80).orElseThrow()).isNotSameAs(first);
        assertThat(made).hasValue(3);
    }

    @Test
    void ask_again_for_what_could_not_be_made() {
        AvatarImage missing = new AvatarImage("a", "image/png", side -> Optional.empty());

        assertThat(avatars.get(missing, 80)).isEmpty();
        assertThat(avatars.get(image("a"), 80)).isPresent();
    }

    @Test
    void make_the_same_size_once_for_many_who_ask_at_once() throws Exception {
        List<Future<Optional<Picture>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(threads.submit(() -> avatars.get(image("a"), 80)));
        }

        for (Future<Optional<Picture>> answer : answers) {
            assertThat(answer.get()).isPresent();
        }
        assertThat(made.get()).isBetween(1, PROCESSORS / 2);
    }

    @Test
    void make_a_few_at_a_time_and_refuse_what_waits_behind_many() throws Exception {
        int requests = 100;
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(requests - PROCESSORS / 2 - MadeAvatars.MAX_WAITING);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            AvatarImage slow = new AvatarImage("image " + i, "image/png", side -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                await(end);
                atOnce.decrementAndGet();
                return Optional.empty();
            });
            answers.add(threads.submit(() -> {
                try {
                    avatars.get(slow, 80);
                } catch (RequestException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.THROTTLED);
                    refused.countDown();
                }
            }));
        }

        refused.await();
        end.countDown();

        for (Future<?> answer : answers) {
            answer.get();
        }
        assertThat(most).hasValue(PROCESSORS / 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }
}
