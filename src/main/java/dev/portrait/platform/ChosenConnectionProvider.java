package dev.portrait.platform;

import dev.portrait.config.SettingsSource;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;

/** Hibernate's connections: from the data source of the persistence unit, or the server's own one that a setting names. */
public class ChosenConnectionProvider extends DatasourceConnectionProviderImpl {

    private static final long serialVersionUID = 1L;

    @Override
    public void configure(Map<String, Object> configuration) {
        SettingsSource.settings()
                .dataSource()
                .map(name -> ServerResource.lookUp(name, DataSource.class))
                .ifPresent(this::setDataSource);
        super.configure(configuration);
    }
}
