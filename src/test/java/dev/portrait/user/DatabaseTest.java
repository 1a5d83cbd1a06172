package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metrics;
import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    private final UserRepository users = mock();
    private final StepRunner transactions = new StepRunner();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> pauses = new ArrayList<>();
    private final Database database = new Database();
    private final List<Integer> attempts = new ArrayList<>();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        database.users = users;
        database.transactions = transactions;
        database.metrics = new Metrics(List.of());
        database.nanoTime = nanos::get;
        database.parkNanos = pauses::add;
    }

    /** Runs steps without a transaction. */
    private static final class StepRunner extends Transactions {

        private @Nullable EJBException failure;

        @Override
        public <T> T inNew(Supplier<T> step) {
            T result = step.get();
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    /** Runs a change with a generated name. Each attempt for whose number the predicate is true fails. */
    private String change(Supplier<? extends RuntimeException> failure, IntPredicate fails) {
        return database.changeWithGeneratedName(number -> {
            attempts.add(number);
            if (fails.test(number)) {
                throw failure.get();
            }
            return "done";
        });
    }

    private static FailedAttempt notUnique() {
        return new FailedAttempt(FailedAttempt.Cause.NOT_UNIQUE, new PersistenceException());
    }

    private static FailedAttempt lostRace() {
        return new FailedAttempt(FailedAttempt.Cause.LOST_RACE, new PersistenceException());
    }

    /** The pauses are random: below 10 ms, then below 20 ms, then below 40 ms. */
    private void assertPausesGrow() {
        assertThat(pauses).hasSize(3).allMatch(pause -> pause >= 0);
        for (int i = 0; i < 3; i++) {
            assertThat(Duration.ofNanos(pauses.get(i))).isLessThan(Duration.ofMillis(10L << i));
        }
    }

    @Nested
    class AChange {

        @Test
        void takes_one_attempt_if_nothing_fails() {
            assertThat(change(EJBException::new, number -> false)).isEqualTo("done");
            assertThat(attempts).containsExactly(1);
            verify(users, never()).forget();
        }

        @Test
        void is_retried_three_times_after_a_lost_race() {
            assertThat(change(DatabaseTest::lostRace, number -> number <= 3)).isEqualTo("done");
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @Test
        void is_a_conflict_after_the_fourth_lost_race() {
            assertRefused(() -> change(DatabaseTest::lostRace, number -> true), ErrorCode.CONFLICT);
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @Test
        void with_a_generated_name_is_attempted_ten_times_while_the_name_is_taken() {
            assertThat(change(DatabaseTest::notUnique, number -> number <= 9)).isEqualTo("done");
            assertThat(attempts).hasSize(10).last().isEqualTo(10);
        }

        @Test
        void with_a_generated_name_is_a_conflict_after_ten_taken_names() {
            assertRefused(() -> change(DatabaseTest::notUnique, number -> true), ErrorCode.CONFLICT);
            assertThat(attempts).hasSize(10);
        }

        @Test
        @Timeout(10)
        void is_not_retried_after_a_lost_race_that_follows_many_taken_names() {
            assertRefused(
                    () -> change(() -> attempts.size() <= 4 ? notUnique() : lostRace(), number -> true),
                    ErrorCode.CONFLICT);
            assertThat(attempts).hasSize(5);
        }

        @Test
        void without_a_generated_name_fails_at_once_with_the_given_error_if_a_value_is_not_unique() {
            RequestException taken = new RequestException(new FieldError("username", ErrorCode.UNIQUE));
            assertThatThrownBy(() -> database.change(() -> taken, number -> {
                        attempts.add(number);
                        throw notUnique();
                    }))
                    .isSameAs(taken);
            assertThat(attempts).containsExactly(1);
        }

        @RepeatedTest(20)
        void pauses_longer_before_each_retry_of_a_lost_race() {
            change(DatabaseTest::lostRace, number -> number <= 3);
            assertPausesGrow();
        }

        @Test
        void does_not_pause_before_an_attempt_with_another_name() {
            change(DatabaseTest::notUnique, number -> number <= 3);
            assertThat(pauses).isEmpty();
        }

        @Test
        void reads_again_before_each_retry() {
            change(DatabaseTest::lostRace, number -> number <= 2);
            verify(users, times(2)).forget();
        }

        @Test
        void reads_again_before_each_attempt_with_another_name() {
            change(DatabaseTest::notUnique, number -> number <= 2);
            verify(users, times(2)).forget();
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOT_FOUND", "PERMISSION_DENIED", "PRECONDITION_FAILED", "CONFLICT", "ERROR"})
        void is_not_retried_after_a_refusal(ErrorCode code) {
            assertRefused(() -> change(() -> new RequestException(code), number -> true), code);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void is_not_retried_after_a_defect() {
            assertThatThrownBy(() -> change(IllegalStateException::new, number -> true))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(attempts).containsExactly(1);
        }
    }

    /** Another transaction reads the row to find out whether the commit succeeded. */
    @Nested
    class AFailedCommit {

        private final User sent = Users.newUser();
        private final EJBException failure = new EJBException("commit");

        @BeforeEach
        void send() {
            when(users.sent()).thenReturn(Optional.of(sent));
        }

        private void rollBack() {
            when(users.lock(sent.id())).thenReturn(Optional.empty());
        }

        private void assertNotRetried() {
            assertThatThrownBy(() -> change(() -> failure, number -> true)).isSameAs(failure);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void is_retried_three_times_if_it_was_rolled_back() {
            rollBack();
            assertThat(change(() -> failure, number -> number <= 3)).isEqualTo("done");
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @RepeatedTest(20)
        void is_retried_after_growing_pauses() {
            rollBack();
            change(() -> failure, number -> number <= 3);
            assertPausesGrow();
        }

        @Test
        void is_passed_on_after_three_retries() {
            rollBack();
            assertThatThrownBy(() -> change(() -> failure, number -> true)).isSameAs(failure);
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @Test
        void is_passed_on_if_the_row_has_the_version_that_was_sent() {
            when(users.lock(sent.id())).thenReturn(Optional.of(sent));
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_nothing_was_sent() {
            when(users.sent()).thenReturn(Optional.empty());
            rollBack();
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_the_row_cannot_be_read() {
            when(users.lock(sent.id())).thenThrow(new RequestException(ErrorCode.ERROR));
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_the_row_cannot_be_locked() {
            when(users.lock(sent.id())).thenThrow(lostRace());
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_the_transaction_that_reads_the_row_fails() {
            rollBack();
            assertThatThrownBy(() -> change(
                            () -> {
                                transactions.failure = new EJBException("connection refused");
                                return failure;
                            },
                            number -> true))
                    .isSameAs(failure);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void is_passed_on_if_it_took_more_than_a_second() {
            rollBack();
            assertThatThrownBy(() -> changeWithin(Duration.ofMillis(1001))).isSameAs(failure);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void is_retried_if_it_took_a_second() {
            rollBack();
            assertThat(changeWithin(Duration.ofSeconds(1))).isEqualTo("done");
            assertThat(attempts).containsExactly(1, 2);
        }

        private String changeWithin(Duration time) {
            return change(
                    () -> {
                        nanos.addAndGet(time.toNanos());
                        return failure;
                    },
                    number -> number == 1);
        }

        @Test
        void detaches_the_user_before_reading_the_row_and_before_the_retry() {
            when(users.lock(sent.id())).thenAnswer(call -> {
                verify(users, times(1)).forget();
                return Optional.empty();
            });
            change(() -> failure, number -> number == 1);
            verify(users, times(2)).forget();
        }
    }

    @Test
    void a_failed_read_is_an_error() {
        PersistenceException failure = new PersistenceException("connection refused");
        assertRefused(
                        () -> database.read(() -> {
                            throw failure;
                        }),
                        ErrorCode.ERROR)
                .hasCause(failure);
    }
}
