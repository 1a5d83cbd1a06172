package dev.portrait.it.server;

import java.io.IOException;

/** A kind of application server, prepared as the files in {@code server-config} say. */
public interface ApplicationServer {

    /** The name that a Maven profile, a folder in {@code server-config} and the tests' output share. */
    String name();

    /** Product and version, for people. */
    String version();

    /** Whether the tests give it a PostgreSQL data source; else Portrait's settings name the database. */
    boolean takesDataSource();

    /** Starts the server; it may still be deploying when this returns. */
    RunningServer start(Deployment deployment) throws IOException, InterruptedException;

    /** The server that {@code -Dportrait.server} names; Payara Micro if it names none. */
    static ApplicationServer chosen() {
        return named(System.getProperty("portrait.server", "payara-micro"));
    }

    /** The server of that {@link #name}. */
    static ApplicationServer named(String name) {
        return switch (name) {
            case "payara-micro" -> new PayaraMicro();
            case "payara-server" -> new PayaraServer();
            case "wildfly" -> new WildFly();
            case "open-liberty" -> new OpenLiberty();
            case "cluster" -> new Cluster();
            default -> throw new IllegalArgumentException(name + " is not a server of the build");
        };
    }
}
