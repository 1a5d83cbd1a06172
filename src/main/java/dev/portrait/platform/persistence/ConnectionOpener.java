package dev.portrait.platform.persistence;

import dev.portrait.config.PrivateFiles;
import dev.portrait.config.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens connections to the database of the {@code portrait.db} settings. */
final class ConnectionOpener {

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String SOCKET_FACTORY = "socketFactory";
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final boolean checked;
    private volatile @Nullable Failure lastFailure;

    /**
     * @param limits driver properties that limit how long PostgreSQL may take; without any, the connections are not for a pool
     * @throws SQLException if there is no driver for the URL, or no folder for the embedded database
     */
    ConnectionOpener(Settings settings, Map<String, String> limits) throws SQLException {
        createDataFolder(settings);
        url = settings.dbUrl();
        driver = driver(url);
        properties = properties(settings, limits);
        checked = !limits.isEmpty() && canBeChecked();
    }

    /**
     * Opens a connection. After a failure, fails at once for a second: pools retry several times for one caller, who would wait for
     * each attempt.
     */
    Connection open() throws SQLException {
        Failure failure = lastFailure;
        if (failure != null && System.nanoTime() - failure.nanoTime() < PAUSE_NANOS) {
            throw new SQLTransientConnectionException(failure.cause());
        }
        try {
            return checked ? openChecked() : driver.connect(url, properties);
        } catch (SQLException e) {
            lastFailure = new Failure(e, System.nanoTime());
            throw e;
        }
    }

    private Connection openChecked() throws SQLException {
        String opening = DatabaseSockets.begin();
        Properties withSockets = new Properties();
        withSockets.putAll(properties);
        withSockets.setProperty(SOCKET_FACTORY, DatabaseSockets.class.getName());
        withSockets.setProperty("socketFactoryArg", opening);
        try {
            Connection connection = driver.connect(url, withSockets);
            return DatabaseSockets.channel(opening)
                    .map(open -> CheckedConnection.of(connection, open, System::nanoTime))
                    .orElse(connection);
        } finally {
            DatabaseSockets.end(opening);
        }
    }

    /** Whether the settings name an H2 database in the data folder. */
    static boolean isEmbedded(Settings settings) {
        return settings.dbUrl().startsWith("jdbc:h2:file:" + settings.dataDir());
    }

    // A driver in the server's own library may not find our class. Other sockets are used by a SOCKS proxy, and by a
    // socket factory of the administrator, which a service file may name too.
    private boolean canBeChecked() {
        return url.startsWith(POSTGRESQL)
                && driver.getClass().getClassLoader() == DatabaseSockets.class.getClassLoader()
                && !url.contains(SOCKET_FACTORY)
                && !url.contains("service=")
                && System.getProperty("socksProxyHost") == null;
    }

    // Not DriverManager: it finds only drivers that the caller's class loader sees, which differs between servers.
    private static Driver driver(String url) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, ConnectionOpener.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new SQLException("no driver for the database that portrait.db.url names", "08001");
    }

    private static Properties properties(Settings settings, Map<String, String> limits) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.dbUser());
        properties.setProperty("password", settings.dbPassword());
        if (settings.dbUrl().startsWith(POSTGRESQL)) {
            properties.setProperty("ApplicationName", "portrait");
            // The detail of an error quotes the row, and with it personal data.
            properties.setProperty("logServerErrorDetail", "false");
            properties.putAll(limits);
        }
        return properties;
    }

    // H2 would create the folder readable for everybody (seen in 2.4.240).
    private static void createDataFolder(Settings settings) throws SQLException {
        if (isEmbedded(settings)) {
            try {
                PrivateFiles.createFolders(settings.dataDir());
            } catch (IOException e) {
                throw new SQLException("the data folder cannot be created", "08001", e);
            }
        }
    }

    private record Failure(SQLException cause, long nanoTime) {}
}
