package dev.portrait.it.server;

import java.io.IOException;

/** An application server product, configured with the files in {@code server-config}. */
public interface ApplicationServer {

    /** The name that an execution in {@code matrix/pom.xml}, a folder in {@code server-config} and the tests' output share. */
    String name();

    /** Product and version, for display. */
    String version();

    /** Whether the tests configure a PostgreSQL data source in the server. Otherwise Portrait's settings name the database. */
    boolean takesDataSource();

    /** Whether the server's README recommends a key set where the identity provider has a PEM file. */
    default boolean needsKeySet() {
        return false;
    }

    /** Starts the server, which may still be deploying when this method returns. */
    RunningServer start(Deployment deployment) throws IOException, InterruptedException;

    /** Returns the server named by {@code -Dportrait.server}, Payara Micro by default. */
    static ApplicationServer chosen() {
        return named(nameOfChosen());
    }

    /** Whether this is the server named by {@code -Dportrait.server}, and not one of several that a test starts in turn. */
    default boolean isChosen() {
        return name().equals(nameOfChosen());
    }

    private static String nameOfChosen() {
        return System.getProperty("portrait.server", "payara-micro");
    }

    /** Returns the server with this {@link #name}. */
    static ApplicationServer named(String name) {
        return switch (name) {
            case "payara-micro" -> new PayaraMicro();
            case "payara-server" -> new PayaraServer();
            case "wildfly" -> new WildFly();
            case "open-liberty" -> new OpenLiberty();
            case "cluster" -> new Cluster();
            default -> throw new IllegalArgumentException("Unknown server: " + name);
        };
    }
}
