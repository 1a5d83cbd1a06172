package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {

    private final UserRepository users = mock();
    private final Transactions transactions = new Transactions();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        transactions.users = users;
    }

    private String failing(RuntimeException failure) {
        return transactions.inNew(() -> {
            throw failure;
        });
    }

    private void assertFailedAttempt(RuntimeException failure, FailedAttempt.Cause kind) {
        assertThatThrownBy(() -> failing(failure))
                .hasCause(failure)
                .isInstanceOfSatisfying(
                        FailedAttempt.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static PersistenceException withState(String state) {
        return new PersistenceException("from the driver", new SQLException("", state));
    }

    @Test
    void joins_the_transaction_and_returns_the_result() {
        assertThat(transactions.<String>inNew(() -> {
                    verify(users).joinTransaction();
                    return "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void an_optimistic_lock_failure_is_a_lost_race() {
        assertFailedAttempt(new OptimisticLockException(), FailedAttempt.Cause.LOST_RACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "40003"})
    void a_rollback_by_the_database_is_a_lost_race(String state) {
        assertFailedAttempt(withState(state), FailedAttempt.Cause.LOST_RACE);
    }

    @Test
    void a_unique_violation_is_not_a_lost_race() {
        assertFailedAttempt(withState("23505"), FailedAttempt.Cause.NOT_UNIQUE);
    }

    @Test
    void finds_the_sql_state_in_nested_causes() {
        SQLException state = new SQLException("", "40001");
        assertFailedAttempt(
                new PersistenceException(new IllegalStateException(new SQLException(state))),
                FailedAttempt.Cause.LOST_RACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23502", "23514", "08006", "57P01", "22001", "HYT00"})
    void any_other_sql_state_is_an_error(String state) {
        PersistenceException failure = withState(state);
        assertRefused(() -> failing(failure), ErrorCode.ERROR).hasCause(failure);
    }

    @Test
    void a_failure_without_an_sql_state_is_an_error() {
        assertRefused(() -> failing(new PersistenceException("no driver")), ErrorCode.ERROR);
        assertRefused(() -> failing(new PersistenceException(new SQLException("no state"))), ErrorCode.ERROR);
    }

    @Test
    void passes_on_a_refusal() {
        RequestException refusal = new RequestException(ErrorCode.PERMISSION_DENIED);
        assertThatThrownBy(() -> failing(refusal)).isSameAs(refusal);
    }

    @Test
    void a_transaction_that_cannot_be_joined_is_an_error() {
        doThrow(new PersistenceException("connection refused")).when(users).joinTransaction();
        assertRefused(() -> transactions.inNew(() -> "done"), ErrorCode.ERROR);
    }
}
