package dev.portrait.platform;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of the {@code portrait.db} settings, for a server that has no data source of its own for Portrait. It
 * opens connections; the container pools them and makes them part of its transactions.
 */
public class ConfiguredDataSource implements DataSource {

    private volatile @Nullable Opener opener;

    /** For containers that want at least one property on a data source definition (WildFly). */
    public void setApplicationName(String ignored) {
        // the settings say all there is to say
    }

    @Override
    public Connection getConnection() throws SQLException {
        Opener current = opener;
        if (current == null) {
            current = Opener.of(SettingsSource.settings());
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
    private record Opener(Driver driver, String url, Properties properties) {

        // Not by DriverManager: it serves only drivers that the caller's class loader sees, which differs by server.
        static Opener of(Settings settings) throws SQLException {
            for (Driver driver : ServiceLoader.load(Driver.class, ConfiguredDataSource.class.getClassLoader())) {
                if (driver.acceptsURL(settings.dbUrl())) {
                    Properties properties = new Properties();
                    properties.setProperty("user", settings.dbUser());
                    properties.setProperty("password", settings.dbPassword());
                    if (settings.dbUrl().startsWith("jdbc:postgresql:")) {
                        // Its detail quotes the row, and with it what must not be in a log.
                        properties.setProperty("logServerErrorDetail", "false");
                    }
                    return new Opener(driver, settings.dbUrl(), properties);
                }
            }
            throw new SQLException("no driver for the database that portrait.db.url names", "08001");
        }

        Connection open() throws SQLException {
            return driver.connect(url, properties);
        }
    }
}
