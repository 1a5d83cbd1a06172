package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@EveryServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A database that fails")
class DatabaseOutageIT {

    private DurablePostgres postgres;
    private OwnServer own;
    private Person ann;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "outage");
        postgres = new DurablePostgres(folder.resolve("postgres").toAbsolutePath());
        own = OwnServer.start(ApplicationServer.chosen(), folder, Map.of(), postgres.database());
        ann = own.portrait().person();
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Test
    @DisplayName("at the commit is a 503, as at any other moment, and the next request finds another connection")
    void at_the_commit() throws SQLException {
        postgres.execute("create function die() returns trigger language plpgsql as"
                + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
        postgres.execute("create constraint trigger dies after update on portrait_user deferrable initially deferred"
                + " for each row when (new.bio = 'lost') execute function die()");
        Multipart form = new Multipart().text("bio", "lost").file("avatar", Photos.jpeg(60, 40));

        assertThat(ann.put(form).refused(503, "unavailable").header("Retry-After"))
                .isNotEmpty();

        assertThat(ann.form("PUT", Map.of("bio", "kept")).user().getString("bio"))
                .isEqualTo("kept");
    }
}
