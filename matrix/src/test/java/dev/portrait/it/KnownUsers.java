package dev.portrait.it;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.Deployment;
import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.RunningServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A server whose users are created in the database by another system, so tokens contain their ids. It runs on PostgreSQL
 * with the tables of the schema script and a role without the right to change the schema. Who sees what is as the files in
 * {@code server-config} set it.
 */
record KnownUsers(OwnServer own, EmbeddedPostgres postgres, Path media) implements AutoCloseable {

    private static KnownUsers start() throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "known-users");
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        createTables(postgres);
        Map<String, String> settings = Map.of(
                "portrait.identity.claim", "", // An empty value counts as not set (docs/configure.md).
                "portrait.db.migrate", "false",
                "portrait.trusted-proxies", "127.0.0.1",
                "portrait.avatars.lookup", "ext_id",
                "portrait.visibility", Deployment.VISIBILITY_AS_SHIPPED);
        Database database =
                new Database("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "portrait", "");
        OwnServer own = OwnServer.start(ApplicationServer.chosen(), folder, settings, database);
        return new KnownUsers(
                own, postgres, folder.resolve("data").resolve("media").toAbsolutePath());
    }

    // See server-config/schema.
    private static void createTables(EmbeddedPostgres postgres) throws IOException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role portrait_owner login");
            statement.execute("create role portrait login");
            statement.execute("alter schema public owner to portrait_owner");
        }
        try (Connection owner =
                postgres.getDatabase("portrait_owner", "postgres").getConnection()) {
            SchemaScript.run(owner);
        }
    }

    RunningServer running() {
        return own.running();
    }

    Portrait portrait() {
        return own.portrait();
    }

    /**
     * Adds a user to the database.
     *
     * @param status the value of the database column
     */
    Person person(String status) throws SQLException {
        long id = new UserTable(postgres.getPostgresDatabase()).add(status);
        return new Person(portrait(), id, portrait().minter().token("any", Map.of("user_id", id)));
    }

    @Override
    public void close() throws IOException {
        own.close();
        postgres.close();
    }

    /** Starts the server for the first test class that needs it and shares it with the others. */
    static final class Shared extends SharedResource<KnownUsers> {
        Shared() {
            super(KnownUsers.class, KnownUsers::start);
        }
    }
}
