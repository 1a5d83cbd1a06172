package dev.portrait.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.media.MediaStore;
import dev.portrait.security.TokenKeys;
import dev.portrait.user.UserFinder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Optional<String> GONE = Optional.of("the bucket does not answer");

    private final Health health = new Health();
    private final MediaStore media = mock();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void everything_is_up() {
        health.users = mock(UserFinder.class);
        health.media = media;
        health.keys = mock(TokenKeys.class);
        when(health.users.reachable()).thenReturn(true);
        when(health.keys.fault()).thenReturn(Optional.empty());
        when(media.fault()).thenReturn(Optional.empty());
    }

    @Test
    void checks_the_parts_once_a_second() {
        assertThat(health.parts()).allMatch(Health.Part::up);
        when(media.fault()).thenReturn(GONE);

        assertThat(health.parts()).allMatch(Health.Part::up);
        verify(media, times(1)).fault();

        Awaitility.await().until(() -> health.parts().stream().anyMatch(part -> !part.up()));
        verify(media, times(2)).fault();
    }

    @Test
    void returns_the_previous_state_while_a_part_hangs() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        List<Health.Part> known = health.parts();
        when(media.fault()).thenAnswer(call -> {
            asked.countDown();
            answered.await();
            return GONE;
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> Awaitility.await().until(() -> !health.parts().equals(known)));
        Awaitility.await().until(() -> asked.getCount() == 0);

        for (int caller = 0; caller < 200; caller++) {
            assertThat(health.parts()).isEqualTo(known);
        }
        verify(media, times(2)).fault();

        answered.countDown();
        first.join();
    }
}
