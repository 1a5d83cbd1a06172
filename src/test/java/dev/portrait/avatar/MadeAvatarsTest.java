package dev.portrait.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.picture.Picture;
import java.time.Clock;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeAvatarsTest {

    private static final int TURNS = 2;

    private final Clock clock = mock();
    private final MadeAvatars avatars = new MadeAvatars(TURNS, 1 << 20, clock);
    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private AvatarImage image(String identity) {
        return new AvatarImage(identity, true, side -> {
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
    void try_again_only_after_minutes_what_could_not_be_made_in_any_size() {
        AvatarImage damaged = new AvatarImage("a", true, side -> {
            made.incrementAndGet();
            return Optional.empty();
        });

        assertThat(avatars.get(damaged, 80)).isEmpty();
        assertThat(avatars.get(damaged, 80)).isEmpty();
        assertThat(avatars.get(damaged, 81)).isEmpty();
        assertThat(made).hasValue(1);

        when(clock.millis()).thenReturn(Duration.ofMinutes(5).toMillis());
        assertThat(avatars.get(image("a"), 81)).isPresent();
    }

    @Test
    void try_again_after_a_failure_of_the_store() {
        AvatarImage unavailable = new AvatarImage("a", true, side -> {
            throw new RequestException(ErrorCode.UNAVAILABLE);
        });

        assertThatThrownBy(() -> avatars.get(unavailable, 80)).isInstanceOf(RequestException.class);
        assertThat(avatars.get(image("a"), 80)).isPresent();
    }

    @Test
    void keep_stored_pictures_whatever_is_drawn() {
        avatars.get(image("a"), 80);
        for (int i = 0; i < 5000; i++) {
            Picture drawn = new Picture(new byte[1000], "image/png", "png", 80, 80);
            avatars.get(new AvatarImage("drawn " + i, false, side -> Optional.of(drawn)), 80);
        }

        avatars.get(image("a"), 80);

        assertThat(made).hasValue(1);
    }

    @Test
    void make_a_stored_picture_while_others_wait_for_drawn_ones() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> drawing = threads.submit(() -> avatars.get(
                new AvatarImage("drawn", false, side -> {
                    begun.countDown();
                    await(end);
                    return Optional.empty();
                }),
                80));
        begun.await();

        assertThat(avatars.get(image("a"), 80)).isPresent();
        end.countDown();
        drawing.get();
    }

    @ParameterizedTest
    @CsvSource({"1, 1024, 1", "2, 1024, 1", "8, 1024, 2", "8, 8192, 4", "64, 512, 1"})
    void take_at_most_half_of_the_processors_and_a_part_of_the_heap(int processors, long heapMebibytes, int turns) {
        assertThat(MadeAvatars.turns(processors, heapMebibytes << 20, 10 << 20)).isEqualTo(turns);
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
        assertThat(made.get()).isBetween(1, TURNS);
    }

    @Test
    void make_a_few_at_a_time_and_refuse_what_waits_behind_many() throws Exception {
        int requests = 100;
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(requests - TURNS - MadeAvatars.MAX_WAITING);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            AvatarImage slow = new AvatarImage("image " + i, true, side -> {
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
        assertThat(most).hasValue(TURNS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }
}
