package dev.portrait.platform;

import dev.portrait.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date before the first request, or makes sure that it is. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = ChosenDataSource.OWN,
        className = "dev.portrait.platform.ConfiguredDataSource",
        minPoolSize = 1,
        maxPoolSize = 32,
        properties = {
            "applicationName=portrait",
            // Payara's pool hands out connections that died meanwhile unless it is told to look (Payara docs, Advanced
            // Connection Pool Properties); other servers ignore these names.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation"
        })
public class Migrations {

    @Inject
    Settings settings;

    @PostConstruct
    void run() {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(ChosenDataSource.of(settings))
                .locations("classpath:db/migration")
                .load();
        if (settings.dbMigrate()) {
            flyway.migrate();
        } else {
            flyway.validate();
        }
    }
}
