package dev.portrait.user;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import dev.portrait.platform.persistence.Migrations;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An H2 database in memory with the production schema and persistence unit, but without JTA. Each test class has its
 * own; each test starts with empty tables.
 */
final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** The outcome of a transaction whose commit fails. */
    enum CommitFault {
        NONE,
        ROLLS_BACK,
        COMMITS
    }

    private static final String PROVIDER =
            "org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl";

    private final JdbcDataSource source = new JdbcDataSource();
    private final DataSource faulty = mock();
    private CommitFault fault = CommitFault.NONE;
    private @Nullable EntityManagerFactory factory;

    TestDatabase() {
        // With this timeout, a test that waits for a row lock fails at once.
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100");
    }

    EntityManagerFactory factory() {
        return Objects.requireNonNull(factory);
    }

    /** Sets the outcome of all commits from now on. */
    void setFault(CommitFault next) {
        fault = next;
    }

    private Connection withFaults(Connection connection) throws SQLException {
        Connection faultyConnection =
                mock(Connection.class, withSettings().stubOnly().defaultAnswer(delegatesTo(connection)));
        doAnswer(call -> {
                    if (fault == CommitFault.ROLLS_BACK) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                    if (fault != CommitFault.NONE) {
                        throw new SQLException("The commit failed.");
                    }
                    return null;
                })
                .when(faultyConnection)
                .commit();
        return faultyConnection;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        if (isNested(context)) {
            return; // the enclosing class has started the database
        }
        when(faulty.getConnection()).thenAnswer(call -> withFaults(source.getConnection()));
        Flyway.configure()
                .dataSource(source)
                .placeholders(Migrations.placeholders(source))
                .load()
                .migrate();
        Map<String, Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        properties.put("jakarta.persistence.jtaDataSource", null);
        properties.put("jakarta.persistence.nonJtaDataSource", faulty);
        properties.put("hibernate.connection.provider_class", PROVIDER);
        properties.put("hibernate.type.json_format_mapper", null); // JSON-B has no implementation here
        factory = Persistence.createEntityManagerFactory("portrait", properties);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        execute("delete from portrait_avatar");
        execute("delete from portrait_search_key");
        execute("delete from portrait_user");
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        if (!isNested(context)) {
            factory().close();
            execute("shutdown");
        }
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getRequiredTestClass().isMemberClass();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns how the database would run a query. */
    String plan(String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain " + query)) {
            plan.next();
            return plan.getString(1);
        }
    }
}
