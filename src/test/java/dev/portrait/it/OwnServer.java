package dev.portrait.it;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.Deployment;
import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The WAR on a server with its own folder, database and minter. */
record OwnServer(
        ApplicationServer server,
        RunningServer running,
        Portrait portrait,
        Optional<EmbeddedPostgres> postgres,
        Optional<KeyServer> keys)
        implements AutoCloseable {

    /** The origin that may also show Portrait in a frame. */
    static final String LEGACY_PORTAL = "http://legacy.example";

    private static final boolean ON_POSTGRESQL =
            System.getProperty("portrait.database", "").equals("postgresql");

    /** Starts the server and waits until the application is ready. */
    static OwnServer start(ApplicationServer server, String contextRoot) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), server.name());
        return start(
                server,
                contextRoot,
                folder,
                Map.of(
                        "portrait.cors.origins",
                        CorsIT.PORTAL + "," + LEGACY_PORTAL,
                        "portrait.frame.origins",
                        LEGACY_PORTAL,
                        "portrait.avatars.lookup",
                        "email,subject,ext_id",
                        "portrait.avatars.programs",
                        "Git, Wiki",
                        "mp.jwt.verify.audiences",
                        TokenMinter.AUDIENCE));
    }

    /** Starts the server with additional settings. Its logs are in the folder. */
    static OwnServer start(ApplicationServer server, String contextRoot, Path folder, Map<String, String> additional)
            throws IOException, InterruptedException {
        if (!server.takesDataSource() && !ON_POSTGRESQL) {
            return start(server, contextRoot, folder, additional, Database.NONE, Optional.empty());
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        return start(server, contextRoot, folder, additional, database(postgres), Optional.of(postgres));
    }

    /** Starts the server with a database that the caller closes. */
    static OwnServer start(ApplicationServer server, Path folder, Map<String, String> additional, Database database)
            throws IOException, InterruptedException {
        return start(server, "/", folder, additional, database, Optional.empty());
    }

    private static OwnServer start(
            ApplicationServer server,
            String contextRoot,
            Path folder,
            Map<String, String> additional,
            Database database,
            Optional<EmbeddedPostgres> postgres)
            throws IOException, InterruptedException {
        TokenMinter minter = new TokenMinter();
        Path key = minter.writePublicKey(folder.resolve("key.pem"));
        Map<String, String> settings = new HashMap<>(minter.settings(
                server.needsKeySet() ? PemToJwks.convert(key, minter.publicJwk().getKeyID()) : key));
        settings.put("portrait.identity.claim", "sub");
        settings.put(
                "portrait.data.dir", folder.resolve("data").toAbsolutePath().toString());
        // To test both ways: at the root a key file, under a context root the URL of a key set.
        Optional<KeyServer> keys =
                contextRoot.equals("/") ? Optional.empty() : Optional.of(KeyServer.start(minter, folder));
        keys.ifPresent(known -> settings.put("mp.jwt.verify.publickey.location", known.url()));
        if (!database.equals(Database.NONE) && !server.takesDataSource()) {
            settings.put("portrait.db.url", database.url());
            settings.put("portrait.db.user", database.user());
        }
        settings.putAll(additional);
        RunningServer running =
                server.start(new Deployment(folder, ServerProcess.freePort(), contextRoot, settings, database));
        Portrait portrait = new Portrait(running.awaitReady().baseUri(), minter);
        return new OwnServer(server, running, portrait, postgres, keys);
    }

    private static Database database(EmbeddedPostgres postgres) {
        return Database.local(postgres.getPort(), "postgres");
    }

    @Override
    public void close() throws IOException {
        running.close();
        keys.ifPresent(KeyServer::close);
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }
}
