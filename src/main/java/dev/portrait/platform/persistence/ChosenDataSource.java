package dev.portrait.platform.persistence;

import dev.portrait.config.Settings;
import javax.sql.DataSource;

/** The data source that the settings choose: the server's or Portrait's own. */
final class ChosenDataSource {

    /** The JNDI name of Portrait's own data source, which {@link Migrations} defines. */
    static final String OWN = "java:app/jdbc/portrait";

    private ChosenDataSource() {}

    /**
     * Looks up the chosen data source, and not the other one: Open Liberty 25.0.0.9 cannot make Portrait's own.
     *
     * @throws IllegalStateException if the server does not have it; the message says what to do
     */
    static DataSource lookUp(Settings settings) {
        return settings.dataSource()
                .map(name -> ServerResource.lookUp(name, DataSource.class))
                .orElseGet(ChosenDataSource::own);
    }

    private static DataSource own() {
        try {
            return ServerResource.lookUp(OWN, DataSource.class);
        } catch (IllegalStateException e) {
            throw missing();
        }
    }

    /** Returns the exception for a server that cannot make Portrait's own data source. */
    static IllegalStateException missing() {
        return new IllegalStateException(
                "Portrait cannot start: this server cannot make a data source from the portrait.db"
                        + " settings. Define one in the server, and set portrait.datasource to its JNDI name.");
    }
}
