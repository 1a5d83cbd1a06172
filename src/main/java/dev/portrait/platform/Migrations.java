package dev.portrait.platform;

import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.portrait.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date before the first request, or makes sure that it is. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:app/jdbc/portrait",
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

    @Resource(lookup = "java:app/jdbc/portrait")
    DataSource configured;

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
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.dataSource()
                        .map(name -> ServerResource.lookUp(name, DataSource.class))
                        .orElse(configured))
                .locations("classpath:db/migration")
                .load();
        if (settings.dbMigrate()) {
            flyway.migrate();
        } else {
            flyway.validate();
        }
    }
}
