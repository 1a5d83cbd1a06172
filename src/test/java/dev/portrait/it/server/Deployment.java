package dev.portrait.it.server;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a server is to run the WAR with.
 *
 * @param folder where the server's own files go: log, configuration, unpacked distribution; need not exist
 * @param port the HTTP port, on 127.0.0.1
 * @param contextRoot {@code /}, or {@code /something}
 * @param settings MicroProfile Config keys and their values
 * @param database for the server's data source; servers that take theirs from the settings do not look at it
 */
public record Deployment(Path folder, int port, String contextRoot, Map<String, String> settings, Database database) {

    public Deployment {
        folder = folder.toAbsolutePath();
        settings = Map.copyOf(settings);
    }

    /** The address of the WAR, with a slash at its end. */
    java.net.URI baseUri() {
        return java.net.URI.create("http://127.0.0.1:" + port + (contextRoot.equals("/") ? "/" : contextRoot + "/"));
    }

    /** A PostgreSQL database, by its JDBC URL. */
    public record Database(String url, String user, String password) {

        /** No database of ours: the server does without a data source. */
        public static final Database NONE = new Database("", "", "");

        /** One of this machine, whose superuser needs no password. */
        public static Database local(int port, String name) {
            return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", "");
        }
    }
}
