package dev.portrait.it.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters with which a server runs the WAR.
 *
 * @param folder for the server's files: log, configuration, unpacked distribution; need not exist
 * @param port the HTTP port, on 127.0.0.1
 * @param contextRoot {@code /}, or {@code /something}
 * @param settings MicroProfile Config keys and their values; if they do not have {@code portrait.visibility}, everything is public
 * @param database for the server's data source; ignored by servers for which the settings name the database
 * @param neighbours other WARs that the server runs beside it, each at the context root of its file name
 */
public record Deployment(
        Path folder,
        int port,
        String contextRoot,
        Map<String, String> settings,
        Database database,
        List<Path> neighbours) {

    /** A value of {@code portrait.visibility} that leaves it as the files in {@code server-config} set it. */
    public static final String VISIBILITY_AS_SHIPPED = "as shipped";

    private static final String VISIBILITY = "portrait.visibility";

    // Most tests read without a token.
    private static final String EVERYTHING_PUBLIC =
            "*=public,date_of_birth=public,location_lat_lng=public,position_lat_lng=public";

    public Deployment {
        folder = folder.toAbsolutePath();
        settings = withVisibility(settings);
        neighbours = neighbours.stream().map(Path::toAbsolutePath).toList();
    }

    private static Map<String, String> withVisibility(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent(VISIBILITY, EVERYTHING_PUBLIC);
        all.remove(VISIBILITY, VISIBILITY_AS_SHIPPED);
        return Map.copyOf(all);
    }

    /** Without neighbours. */
    public Deployment(Path folder, int port, String contextRoot, Map<String, String> settings, Database database) {
        this(folder, port, contextRoot, settings, database, List.of());
    }

    /** Returns the name of a neighbour, which is its context root without the slash. */
    static String name(Path neighbour) {
        return neighbour.getFileName().toString().replaceFirst("\\.war$", "");
    }

    /** Returns the base URL of the WAR, with a trailing slash. */
    URI baseUri() {
        return URI.create("http://127.0.0.1:" + port + (contextRoot.equals("/") ? "/" : contextRoot + "/"));
    }

    /** A PostgreSQL database, by its JDBC URL. */
    public record Database(String url, String user, String password) {

        /** No database: the server has no data source. */
        public static final Database NONE = new Database("", "", "");

        /** Returns a database on this machine whose superuser needs no password. */
        public static Database local(int port, String name) {
            return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", "");
        }
    }
}
