package dev.portrait.platform;

import dev.portrait.config.Settings;
import javax.sql.DataSource;

/** The data source that the settings choose: one of the server's, or our own one. */
final class ChosenDataSource {

    /** The one that {@link Migrations} defines. */
    static final String OWN = "java:app/jdbc/portrait";

    private ChosenDataSource() {}

    /**
     * Looks it up when it is needed, and no other: not every server can make our own one.
     *
     * @throws IllegalStateException if the server has no such data source; the message says what to do
     */
    static DataSource of(Settings settings) {
        return settings.dataSource()
                .map(name -> ServerResource.lookUp(name, DataSource.class))
                .orElseGet(ChosenDataSource::own);
    }

    private static DataSource own() {
        try {
            return ServerResource.lookUp(OWN, DataSource.class);
        } catch (IllegalStateException e) {
            throw refused();
        }
    }

    static IllegalStateException refused() {
        return new IllegalStateException("Portrait cannot start: this server makes no data source of the portrait.db"
                + " settings. Define one in the server, and give its JNDI name as portrait.datasource.");
    }
}
