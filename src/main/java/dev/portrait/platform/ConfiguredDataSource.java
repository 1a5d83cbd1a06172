package dev.portrait.platform;

import dev.portrait.config.PrivateFiles;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of the {@code portrait.db} settings, for a server that has no data source of its own for Portrait. It
 * opens connections; the container pools them and makes them part of its transactions.
 */
public class ConfiguredDataSource implements DataSource {

    // A connection, and each statement, answers in time or fails, so that a caller has a 503 within five seconds, after
    // the wait for the pool too. What the URL says wins. Seconds where they are pgjdbc's, milliseconds where they are
    // PostgreSQL's.
    private static final Map<String, String> LIMITS = Map.of(
            "connectTimeout", "1",
            "loginTimeout", "2",
            "socketTimeout", "2",
            "options", "-c statement_timeout=1500 -c lock_timeout=1000",
            "hostRecheckSeconds", "2");

    private final Map<String, String> limits;
    private volatile @Nullable Opener opener;

    public ConfiguredDataSource() {
        this(LIMITS);
    }

    private ConfiguredDataSource(Map<String, String> limits) {
        this.limits = limits;
    }

    /** Of the same database; a statement may take as long as it needs, as one that builds an index. */
    static DataSource withoutLimits() {
        return new ConfiguredDataSource(Map.of());
    }

    /** For containers that want at least one property on a data source definition (WildFly). */
    public void setApplicationName(String ignored) {
        // the settings say all there is to say
    }

    @Override
    public Connection getConnection() throws SQLException {
        Opener current = opener;
        if (current == null) {
            current = Opener.of(SettingsSource.settings(), limits);
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
        // the JDBC URL says how long to wait
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

    /** A driver and what it is called with. */
    private static final class Opener {

        private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

        private final Driver driver;
        private final String url;
        private final Properties properties;
        private volatile @Nullable Failure last;

        private Opener(Driver driver, String url, Properties properties) {
            this.driver = driver;
            this.url = url;
            this.properties = properties;
        }

        // Not by DriverManager: it serves only drivers that the caller's class loader sees, which differs by server.
        static Opener of(Settings settings, Map<String, String> limits) throws SQLException {
            createDataFolder(settings);
            for (Driver driver : ServiceLoader.load(Driver.class, ConfiguredDataSource.class.getClassLoader())) {
                if (driver.acceptsURL(settings.dbUrl())) {
                    Properties properties = new Properties();
                    properties.setProperty("user", settings.dbUser());
                    properties.setProperty("password", settings.dbPassword());
                    if (settings.dbUrl().startsWith("jdbc:postgresql:")) {
                        properties.setProperty("ApplicationName", "portrait");
                        // Its detail quotes the row, and with it what must not be in a log.
                        properties.setProperty("logServerErrorDetail", "false");
                        properties.putAll(limits);
                    }
                    return new Opener(driver, settings.dbUrl(), properties);
                }
            }
            throw new SQLException("no driver for the database that portrait.db.url names", "08001");
        }

        // H2 would create it readable for everybody.
        private static void createDataFolder(Settings settings) throws SQLException {
            if (settings.dbUrl().startsWith("jdbc:h2:file:" + settings.dataDir())) {
                try {
                    PrivateFiles.createFolders(settings.dataDir());
                } catch (IOException e) {
                    throw new SQLException("the data folder cannot be created", "08001", e);
                }
            }
        }

        // Whoever comes right after a failure does not wait for the next one: pools try more than once for one caller.
        Connection open() throws SQLException {
            Failure before = last;
            if (before != null && System.nanoTime() - before.nanoTime() < PAUSE_NANOS) {
                throw new SQLTransientConnectionException(before.cause());
            }
            try {
                return driver.connect(url, properties);
            } catch (SQLException e) {
                last = new Failure(e, System.nanoTime());
                throw e;
            }
        }
    }

    /** Why and when no connection could be opened. */
    private record Failure(SQLException cause, long nanoTime) {}
}
