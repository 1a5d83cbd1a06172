package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.PayaraMicro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A database that fails over")
class FailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PEOPLE = 6;

    private DurablePostgres primary;
    private DurablePostgres follower;
    private OwnServer own;

    @AfterEach
    void stop() throws IOException {
        own.close();
        follower.close();
        primary.close();
    }

    @Test
    @DisplayName("loses nothing that was acknowledged, and Portrait finds it by itself within 5 s")
    void failover() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "failover")
                .toAbsolutePath();
        primary = new DurablePostgres(folder.resolve("primary"));
        follower = primary.follower(folder.resolve("follower"));
        String url = "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                .formatted(primary.database().port(), follower.database().port());
        own = OwnServer.start(new PayaraMicro(), folder, Map.of("portrait.db.url", url), follower.database());
        BusyCrowd crowd = new BusyCrowd(own.portrait(), PEOPLE, new Random());

        crowd.interrupt(() -> {
            primary.kill();
            follower.execute("select pg_promote()");
            Instant promoted = Instant.now();
            crowd.goOn();
            assertThat(Duration.between(promoted, Instant.now())).isLessThan(PATIENCE);
        });

        crowd.check();
        assertThat(follower.texts("select bio from portrait_user where bio like 'change %'"))
                .isNotEmpty();
    }
}
