package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostDatabaseTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "55P03", "57P01", "57014", "57P03", "90098", "90121", "90067"})
    void is_told_by_the_states_of_a_database_that_is_away(String state) {
        assertThat(LostDatabase.isToldBy(new SQLException("away", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "55006", "22001", "90001", ""})
    void is_not_told_by_a_statement_that_is_wrong(String state) {
        assertThat(LostDatabase.isToldBy(new SQLException("wrong", state))).isFalse();
    }

    @Test
    void is_told_by_the_exceptions_that_jdbc_and_the_pools_have_for_it() {
        assertThat(LostDatabase.isToldBy(new SQLTransientConnectionException())).isTrue();
        assertThat(LostDatabase.isToldBy(new SQLNonTransientConnectionException()))
                .isTrue();
        assertThat(LostDatabase.isToldBy(new SQLRecoverableException())).isTrue();
        assertThat(LostDatabase.isToldBy(new SQLException("no connection left")))
                .isTrue();
    }

    @Test
    void is_told_by_the_exceptions_that_the_servers_have_for_a_failed_commit() {
        Exception narayana = new RollbackException();
        narayana.addSuppressed(new XAException());

        assertThat(LostDatabase.isToldBy(narayana)).isTrue();
        assertThat(LostDatabase.isToldBy(new XAException())).isTrue();
    }

    @Test
    void is_not_told_by_anything_else() {
        Exception closed = new IllegalStateException();
        closed.addSuppressed(new IllegalStateException());

        assertThat(LostDatabase.isToldBy(closed)).isFalse();
        assertThat(LostDatabase.isToldBy(new RollbackException())).isFalse();
    }
}
