package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
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
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {

    private final UserRepository users = mock();
    private final FailedCommit failedCommit = mock();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> pauses = new ArrayList<>();
    private final Transactions transactions = new Transactions();
    private final List<Integer> attempts = new ArrayList<>();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        transactions.users = users;
        transactions.failedCommit = failedCommit;
        transactions.metrics = new Metrics(List.of());
        transactions.nanoTime = nanos::get;
        transactions.parkNanos = pauses::add;
    }

    /** Attempts a step that fails wherever the predicate holds for the number of the attempt. */
    private String attempt(Supplier<? extends RuntimeException> failure, IntPredicate fails) {
        return transactions.attempt(number -> {
            attempts.add(number);
            if (fails.test(number)) {
                throw failure.get();
            }
            return "done";
        });
    }

    private static RequestException nameTaken() {
        return new RequestException(ErrorCode.CONFLICT);
    }

    private static RequestException rolledBack() {
        return new RequestException(ErrorCode.CONFLICT, new PersistenceException());
    }

    /** The pauses are drawn: below 10 ms, then below 20 ms, then below 40 ms. */
    private void assertPausesGrow() {
        assertThat(pauses).hasSize(3).allMatch(pause -> pause >= 0);
        for (int i = 0; i < 3; i++) {
            assertThat(Duration.ofNanos(pauses.get(i))).isLessThan(Duration.ofMillis(10L << i));
        }
    }

    @Nested
    class Attempting {

        @Test
        void takes_one_attempt_where_nothing_fails() {
            assertThat(attempt(EJBException::new, number -> false)).isEqualTo("done");
            assertThat(attempts).containsExactly(1);
            verify(users, never()).forget();
        }

        @Test
        void retries_a_rollback_three_times() {
            assertThat(attempt(TransactionsTest::rolledBack, number -> number <= 3))
                    .isEqualTo("done");
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @Test
        void gives_up_after_three_retries_of_a_rollback() {
            assertRefused(() -> attempt(TransactionsTest::rolledBack, number -> true), ErrorCode.CONFLICT);
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @Test
        void makes_ten_attempts_while_a_name_is_taken() {
            assertThat(attempt(TransactionsTest::nameTaken, number -> number <= 9))
                    .isEqualTo("done");
            assertThat(attempts).hasSize(10).last().isEqualTo(10);
        }

        @Test
        void gives_up_after_ten_names_that_were_taken() {
            assertRefused(() -> attempt(TransactionsTest::nameTaken, number -> true), ErrorCode.CONFLICT);
            assertThat(attempts).hasSize(10);
        }

        @Test
        @Timeout(10)
        void gives_up_at_the_first_rollback_after_many_names_that_were_taken() {
            assertRefused(
                    () -> attempt(() -> attempts.size() <= 4 ? nameTaken() : rolledBack(), number -> true),
                    ErrorCode.CONFLICT);
            assertThat(attempts).hasSize(5);
        }

        @RepeatedTest(20)
        void pauses_longer_before_each_retry_of_a_rollback() {
            attempt(TransactionsTest::rolledBack, number -> number <= 3);
            assertPausesGrow();
        }

        @Test
        void pauses_before_no_retry_with_another_name() {
            attempt(TransactionsTest::nameTaken, number -> number <= 3);
            assertThat(pauses).isEmpty();
        }

        @Test
        void reads_again_before_each_retry() {
            attempt(TransactionsTest::rolledBack, number -> number <= 2);
            verify(users, times(2)).forget();
        }

        @Test
        void reads_again_before_each_retry_with_another_name() {
            attempt(TransactionsTest::nameTaken, number -> number <= 2);
            verify(users, times(2)).forget();
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOT_FOUND", "PERMISSION_DENIED", "PRECONDITION_FAILED", "ERROR"})
        void retries_no_other_refusal(ErrorCode code) {
            assertRefused(() -> attempt(() -> new RequestException(code), number -> true), code);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void retries_no_defect() {
            assertThatThrownBy(() -> attempt(IllegalStateException::new, number -> true))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(attempts).containsExactly(1);
        }
    }

    @Nested
    class AFailedCommit {

        private final User sent = Users.newcomer();
        private final EJBException failure = new EJBException("commit");

        @BeforeEach
        void send() {
            when(users.sent()).thenReturn(Optional.of(sent));
        }

        private void assertNotRetried() {
            assertThatThrownBy(() -> attempt(() -> failure, number -> true)).isSameAs(failure);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void is_retried_three_times_if_it_was_rolled_back() {
            when(failedCommit.rolledBack(sent)).thenReturn(true);
            assertThat(attempt(() -> failure, number -> number <= 3)).isEqualTo("done");
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @RepeatedTest(20)
        void is_retried_after_pauses_that_grow() {
            when(failedCommit.rolledBack(sent)).thenReturn(true);
            attempt(() -> failure, number -> number <= 3);
            assertPausesGrow();
        }

        @Test
        void is_passed_on_after_three_retries() {
            when(failedCommit.rolledBack(sent)).thenReturn(true);
            assertThatThrownBy(() -> attempt(() -> failure, number -> true)).isSameAs(failure);
            assertThat(attempts).containsExactly(1, 2, 3, 4);
        }

        @Test
        void is_passed_on_if_it_was_not_rolled_back() {
            when(failedCommit.rolledBack(sent)).thenReturn(false);
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_nothing_was_sent() {
            when(users.sent()).thenReturn(Optional.empty());
            when(failedCommit.rolledBack(any())).thenReturn(true);
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_the_database_does_not_tell_what_became_of_it() {
            when(failedCommit.rolledBack(sent)).thenThrow(new PersistenceException("away"));
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_the_container_fails_to_look() {
            when(failedCommit.rolledBack(sent)).thenThrow(new EJBException("away"));
            assertNotRetried();
        }

        @Test
        void is_passed_on_if_it_took_more_than_a_second() {
            when(failedCommit.rolledBack(sent)).thenReturn(true);
            assertThatThrownBy(() -> attemptFor(Duration.ofMillis(1001))).isSameAs(failure);
            assertThat(attempts).containsExactly(1);
        }

        @Test
        void is_retried_if_it_took_a_second() {
            when(failedCommit.rolledBack(sent)).thenReturn(true);
            assertThat(attemptFor(Duration.ofSeconds(1))).isEqualTo("done");
            assertThat(attempts).containsExactly(1, 2);
        }

        private String attemptFor(Duration time) {
            return attempt(
                    () -> {
                        nanos.addAndGet(time.toNanos());
                        return failure;
                    },
                    number -> number == 1);
        }

        @Test
        void is_read_anew_before_the_look_and_before_the_retry() {
            when(failedCommit.rolledBack(sent)).thenAnswer(call -> {
                verify(users, times(1)).forget();
                return true;
            });
            attempt(() -> failure, number -> number == 1);
            verify(users, times(2)).forget();
        }
    }

    @Nested
    class Changing {

        private final RequestException notUnique = new RequestException(new FieldError("username", ErrorCode.UNIQUE));

        private String change(RuntimeException failure) {
            return transactions.change(notUnique, () -> {
                throw failure;
            });
        }

        private PersistenceException withState(String state) {
            return new PersistenceException("by the driver", new SQLException("", state));
        }

        @Test
        void joins_the_transaction_and_returns_the_result() {
            assertThat(transactions.change(notUnique, () -> {
                        verify(users).joinTransaction();
                        return "done";
                    }))
                    .isEqualTo("done");
        }

        @Test
        void is_a_conflict_that_is_retried_where_another_request_was_faster() {
            OptimisticLockException failure = new OptimisticLockException();
            assertRefused(() -> change(failure), ErrorCode.CONFLICT).hasCause(failure);
        }

        @ParameterizedTest
        @ValueSource(strings = {"40001", "40P01", "40003"})
        void is_a_conflict_that_is_retried_where_the_database_rolled_back(String state) {
            PersistenceException failure = withState(state);
            assertRefused(() -> change(failure), ErrorCode.CONFLICT).hasCause(failure);
        }

        @Test
        void is_what_the_caller_says_where_a_value_is_not_unique() {
            assertThatThrownBy(() -> change(withState("23505"))).isSameAs(notUnique);
        }

        @ParameterizedTest
        @ValueSource(strings = {"23502", "23514", "08006", "57P01", "22001", "HYT00"})
        void is_an_error_in_every_other_state(String state) {
            PersistenceException failure = withState(state);
            assertRefused(() -> change(failure), ErrorCode.ERROR).hasCause(failure);
        }

        @Test
        void is_an_error_without_a_state() {
            assertRefused(() -> change(new PersistenceException("no driver")), ErrorCode.ERROR);
            assertRefused(() -> change(new PersistenceException(new SQLException("no state"))), ErrorCode.ERROR);
        }

        @Test
        void finds_the_state_below_other_causes() {
            SQLException state = new SQLException("", "40001");
            RuntimeException failure = new PersistenceException(new IllegalStateException(new SQLException(state)));
            assertRefused(() -> change(failure), ErrorCode.CONFLICT);
        }

        @Test
        void passes_refusals_on() {
            RequestException refusal = new RequestException(ErrorCode.PERMISSION_DENIED);
            assertThatThrownBy(() -> change(refusal)).isSameAs(refusal);
        }

        @Test
        void is_an_error_where_the_transaction_cannot_be_joined() {
            doThrow(new PersistenceException("away")).when(users).joinTransaction();
            assertRefused(() -> transactions.change(notUnique, () -> "done"), ErrorCode.ERROR);
        }
    }
}
