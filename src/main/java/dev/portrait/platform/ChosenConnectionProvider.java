package dev.portrait.platform;

import dev.portrait.config.SettingsSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;

/** Hibernate's connections: from the data source of the persistence unit, or the server's own one that a setting names. */
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
        refuseWhatIsNone();
    }

    /** Whatever keeps a pool from giving a connection: to those who need it, the database is away. */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (RuntimeException e) {
            // Payara's pool trips over itself where two callers at once find that the database is gone.
            throw new SQLTransientConnectionException("The pool gives no connection.", e);
        }
    }

    // What Liberty hands out for a data source that it cannot make calls its database version 0.0, and Hibernate would
    // then complain of a dialect. A database that is away is Hibernate's to report.
    private void refuseWhatIsNone() {
        try (Connection connection = getConnection()) {
            if (connection.getMetaData().getDatabaseMajorVersion() == 0) {
                throw ChosenDataSource.refused();
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database cannot be reached.", e);
        }
    }
}
