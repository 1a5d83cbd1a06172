package dev.portrait.platform.persistence;

import dev.portrait.config.SettingsSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of the {@code portrait.db} settings, for servers without a data source for Portrait. It opens connections; the
 * container pools them and enlists them in its transactions.
 */
public class ConfiguredDataSource implements DataSource {

    // Connecting, and each statement, ends in time, so that a caller gets a 503 within five seconds even after waiting
    // for the pool. Parameters of the URL override these. pgjdbc's are in seconds, PostgreSQL's own ("options") in
    // milliseconds.
    private static final Map<String, String> LIMITS = Map.of(
            "connectTimeout", "1",
            "loginTimeout", "2",
            "socketTimeout", "2",
            "options", "-c statement_timeout=1500 -c lock_timeout=1000",
            "hostRecheckSeconds", "2");

    private final Map<String, String> limits;
    private volatile @Nullable ConnectionOpener opener;

    public ConfiguredDataSource() {
        this(LIMITS);
    }

    private ConfiguredDataSource(Map<String, String> limits) {
        this.limits = limits;
    }

    /** The same database without time limits, for migrations: building an index may take long. */
    static DataSource withoutLimits() {
        return new ConfiguredDataSource(Map.of());
    }

    /** Does nothing. WildFly needs at least one property of a data source class (wildfly/wildfly#8684). */
    public void setApplicationName(String ignored) {
        // the settings contain everything
    }

    @Override
    public Connection getConnection() throws SQLException {
        ConnectionOpener current = opener;
        if (current == null) {
            current = new ConnectionOpener(SettingsSource.settings(), limits);
            opener = current;
        }
        return current.open();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // drivers log through java.util.logging
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the limits contain the timeout
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("no " + type.getSimpleName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
