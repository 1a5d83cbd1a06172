package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

class AwaitTest {

    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void checks_until_the_condition_holds() {
        Await.until("third check", () -> checks.incrementAndGet() == 3);
        assertThat(checks).hasValue(3);
    }

    @Test
    void fails_at_once_with_the_exception_of_the_condition() {
        IOException failure = new IOException("connection refused");
        assertThatThrownBy(() -> Await.until("never", () -> {
                    checks.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(checks).hasValue(1);
    }

    @Test
    void fails_at_once_with_the_failed_assertion_of_the_condition() {
        AssertionError failure = new AssertionError("wrong");
        assertThatThrownBy(() -> Await.until("never", () -> {
                    checks.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(checks).hasValue(1);
    }

    @Test
    void fails_with_the_description_after_the_time_limit() {
        assertThatThrownBy(() -> Await.until("the sky falls", Duration.ofMillis(1), () -> false))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageContaining("the sky falls");
    }
}
