package dev.portrait.platform.persistence;

import dev.portrait.config.SettingsSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;

/** Gives Hibernate connections of the data source that {@code portrait.datasource} names, or else of the persistence unit's. */
public class ChosenConnectionProvider extends DatasourceConnectionProviderImpl {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ChosenConnectionProvider.class.getName());

    @Override
    public void configure(Map<String, Object> configuration) {
        SettingsSource.settings()
                .dataSource()
                .map(name -> ServerResource.lookUp(name, DataSource.class))
                .ifPresent(this::setDataSource);
        super.configure(configuration);
        requireDataSource();
    }

    /** Reports every failure of the pool as a database that cannot be reached. */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (RuntimeException e) {
            // Payara's pool fails by a defect if two callers find at once that the database is down (seen in
            // 6.2025.10).
            throw new SQLTransientConnectionException("The pool gives no connection.", e);
        }
    }

    // If Open Liberty cannot make a data source, its connections report the database version 0.0 (seen in 25.0.0.9),
    // and Hibernate would complain of the dialect. If the database is down, Hibernate reports it.
    private void requireDataSource() {
        try (Connection connection = getConnection()) {
            if (connection.getMetaData().getDatabaseMajorVersion() == 0) {
                throw ChosenDataSource.missing();
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database cannot be reached.", e);
        }
    }
}
