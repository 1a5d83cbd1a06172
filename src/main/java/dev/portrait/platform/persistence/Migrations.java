package dev.portrait.platform.persistence;

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
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Migrates the schema before the first request, or checks that it is up to date. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = ChosenDataSource.OWN,
        className = "dev.portrait.platform.persistence.ConfiguredDataSource",
        minPoolSize = 1,
        maxPoolSize = Migrations.POOL_SIZE,
        properties = {
            "applicationName=portrait",
            // Payara's pool hands out dead connections unless it validates them (Payara documentation, Advanced
            // Connection Pool Properties); other servers ignore these names. It validates at each use: a dead
            // connection would fail every caller until the next validation.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            // A caller waits for one dead connection at most: the pool then drops the others too.
            "fish.payara.fail-all-connections=true",
            "fish.payara.max-wait-time-in-millis=1000"
        })
public class Migrations {

    static final int POOL_SIZE = 32;

    @Inject
    Settings settings;

    private DatabaseInfo info = new DatabaseInfo("", "", "", "");

    @PostConstruct
    void migrate() {
        DataSource database = ChosenDataSource.lookUp(settings);
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.dataSource().isPresent() ? database : ConfiguredDataSource.withoutLimits())
                .placeholders(placeholders(database))
                .load();
        if (settings.dbMigrate()) {
            flyway.migrate();
        } else {
            flyway.validate();
        }
        info = describe(database, flyway);
        restrictFile();
    }

    /** Returns what the migrations need to know of the database: {@code ${postgresql}} comments out a line on H2. */
    public static Map<String, String> placeholders(DataSource database) {
        try (Connection connection = database.getConnection()) {
            boolean postgresql =
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            return Map.of("postgresql", postgresql ? "" : "--");
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer.", e);
        }
    }

    // H2 creates the file of the embedded database readable for everybody (seen in 2.4.240).
    private void restrictFile() {
        if (settings.dataSource().isEmpty() && ConnectionOpener.isEmbedded(settings)) {
            try {
                PrivateFiles.restrict(settings.dataDir().resolve("portrait.mv.db"));
            } catch (IOException e) {
                throw new UncheckedIOException("The permissions of the database file cannot be set.", e);
            }
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

    /** Describes the database. */
    public DatabaseInfo info() {
        return info;
    }
}
