package dev.portrait.platform;

import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.portrait.config.JdbcUrl;
import dev.portrait.config.PrivateFiles;
import dev.portrait.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the schema up to date before the first request, or makes sure that it is. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = ChosenDataSource.OWN,
        className = "dev.portrait.platform.ConfiguredDataSource",
        minPoolSize = 1,
        maxPoolSize = Migrations.POOL_SIZE,
        properties = {
            "applicationName=portrait",
            // Payara's pool hands out connections that died meanwhile unless it is told to look (Payara docs, Advanced
            // Connection Pool Properties); other servers ignore these names. At each use: a dead one would fail
            // every caller that it is handed to until it is looked at.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            // One that is found dead is the last that a caller waits for: the others go with it.
            "fish.payara.fail-all-connections=true",
            "fish.payara.max-wait-time-in-millis=1000"
        })
public class Migrations {

    static final int POOL_SIZE = 32;

    private static final String COMMON = "classpath:db/migration";
    private static final String POSTGRESQL = "classpath:db/postgresql";

    @Inject
    Settings settings;

    private DatabaseInfo info = new DatabaseInfo("", "", "", "");

    @PostConstruct
    void run() {
        try {
            migrate();
        } finally {
            // Flyway copies its settings by Jackson, which remembers their classes. Where that is the server's Jackson
            // (Payara), it would keep them, and this WAR's class loader, after the application is gone.
            TypeFactory.defaultInstance().clearCache();
        }
    }

    private void migrate() {
        try {
            boolean embedded = settings.dataSource().isEmpty()
                    && settings.dbUrl().startsWith("jdbc:h2:file:" + settings.dataDir());
            migrateDatabase();
            if (embedded) {
                PrivateFiles.restrict(
                        settings.dataDir().resolve("portrait.mv.db")); // H2 creates it readable for everybody
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The permissions of the database file cannot be set.", e);
        }
    }

    private void migrateDatabase() {
        DataSource database = ChosenDataSource.of(settings);
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.dataSource().isPresent() ? database : ConfiguredDataSource.withoutLimits())
                .locations(locations(database))
                .load();
        if (settings.dbMigrate()) {
            flyway.migrate();
        } else {
            flyway.validate();
        }
        info = describe(database, flyway);
    }

    private static String[] locations(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                    ? new String[] {COMMON, POSTGRESQL}
                    : new String[] {COMMON};
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer.", e);
        }
    }

    private DatabaseInfo describe(DataSource database, Flyway flyway) {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            MigrationInfo current = flyway.info().current();
            return new DatabaseInfo(
                    about.getDatabaseProductName() + " " + about.getDatabaseProductVersion(),
                    JdbcUrl.withoutSecrets(about.getURL()),
                    current == null ? "none" : String.valueOf(current.getVersion()),
                    settings.dataSource()
                            .map(name -> "the server's data source " + name)
                            .orElse("the application's own, at most " + POOL_SIZE + " connections"));
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer.", e);
        }
    }

    /** What the database is. */
    public DatabaseInfo info() {
        return info;
    }
}
