package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An outage of the database")
class DatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "55P03", "57P01", "57014", "57P03", "90098", "90121", "90067"})
    @DisplayName("is indicated by the states of an unavailable database")
    void states_of_an_outage(String state) {
        assertThat(DatabaseOutage.isIndicatedBy(new SQLException("unavailable", state)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "55006", "22001", "90001", ""})
    @DisplayName("is not indicated by the states of a failed statement")
    void states_of_a_statement(String state) {
        assertThat(DatabaseOutage.isIndicatedBy(new SQLException("wrong", state)))
                .isFalse();
    }

    @Test
    @DisplayName("is indicated by the exceptions of JDBC and of the pools")
    void exceptions_of_jdbc() {
        assertThat(DatabaseOutage.isIndicatedBy(new SQLTransientConnectionException()))
                .isTrue();
        assertThat(DatabaseOutage.isIndicatedBy(new SQLNonTransientConnectionException()))
                .isTrue();
        assertThat(DatabaseOutage.isIndicatedBy(new SQLRecoverableException())).isTrue();
        assertThat(DatabaseOutage.isIndicatedBy(new SQLException("no connection left")))
                .isTrue();
    }

    @Test
    @DisplayName("is indicated by the exceptions of the servers for a failed commit")
    void exceptions_of_a_failed_commit() {
        Exception narayana = new RollbackException();
        narayana.addSuppressed(new XAException());

        assertThat(DatabaseOutage.isIndicatedBy(narayana)).isTrue();
        assertThat(DatabaseOutage.isIndicatedBy(new XAException())).isTrue();
    }

    @Test
    @DisplayName("is not indicated by other exceptions")
    void other_exceptions() {
        Exception closed = new IllegalStateException();
        closed.addSuppressed(new IllegalStateException());

        assertThat(DatabaseOutage.isIndicatedBy(closed)).isFalse();
        assertThat(DatabaseOutage.isIndicatedBy(new RollbackException())).isFalse();
    }
}
