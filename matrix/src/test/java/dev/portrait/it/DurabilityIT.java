package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.JmxClient;
import dev.portrait.it.server.PayaraMicro;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.media.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs on Payara Micro only, because it tests the order of Portrait's own steps. Half of the kills happen with pictures
 * in a folder, half with pictures in a bucket. Four kills are one of each kind; {@code -Dportrait.kills} sets another
 * number.
 */
@Tag("own-server")
@DisplayName("After a kill at a random moment")
class DurabilityIT {

    private static final int KILLS = Integer.getInteger("portrait.kills", 4);
    private static final long SEED = Long.getLong("portrait.seed", 20_261_125);
    private static final int PEOPLE = 6;
    private static final int MAX_CHANGES_WITHOUT_BUCKET = 10;

    private final TokenMinter minter = new TokenMinter();
    private final Random random = new Random(SEED);
    private final Path folder;
    private final int port = ServerProcess.freePort();
    private final Map<String, String> settings = new HashMap<>();
    private BusyCrowd crowd;
    private Path pictures;
    private Optional<S3Server> bucket = Optional.empty();
    private DurablePostgres postgres;
    private RunningServer server;

    DurabilityIT() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "durability");
    }

    @Test
    @DisplayName("no acknowledged change is lost (pictures in a folder)")
    void loses_nothing_with_pictures_in_a_folder() throws Exception {
        pictures = folder.resolve("media").toAbsolutePath();
        runAndKill(Map.of(), List.of(Kind.PORTRAIT, Kind.DATABASE, Kind.ALL, Kind.BUCKET_THEN_PORTRAIT));
    }

    @Test
    @DisplayName("no acknowledged change is lost (pictures in a bucket)")
    void loses_nothing_with_pictures_in_a_bucket() throws Exception {
        try (S3Server s3 = S3Server.start(folder)) {
            pictures = s3.bucket();
            bucket = Optional.of(s3);
            runAndKill(s3.settings(), List.of(Kind.ALL, Kind.BUCKET_THEN_PORTRAIT, Kind.PORTRAIT, Kind.DATABASE));
        }
    }

    private void runAndKill(Map<String, String> store, List<Kind> kinds) throws Exception {
        postgres = new DurablePostgres(folder.resolve("postgres").toAbsolutePath());
        settings.putAll(minter.settings(minter.writePublicKey(folder.resolve("key.pem"))));
        settings.put("portrait.identity.claim", "sub");
        settings.put("portrait.data.dir", folder.toAbsolutePath().toString());
        settings.putAll(store);
        settings.put("portrait.db.url", postgres.database().url());
        settings.put("portrait.db.user", postgres.database().user());
        try {
            killRepeatedly(kinds);
        } finally {
            server.close();
            postgres.close();
        }
    }

    private void killRepeatedly(List<Kind> kinds) throws Exception {
        start();
        Portrait portrait = new Portrait(server.baseUri(), minter);
        crowd = new BusyCrowd(portrait, PEOPLE, random);
        for (int kill = 0; kill < KILLS / 2; kill++) {
            switch (kinds.get(kill % kinds.size())) {
                case PORTRAIT -> {
                    crowd.disrupt(this::killPortrait);
                    start();
                }
                case DATABASE -> crowd.disrupt(postgres::crash);
                case ALL -> killEverything();
                case BUCKET_THEN_PORTRAIT -> killTheBucketThenPortrait();
            }
            Await.until(
                    "Portrait is ready again",
                    () -> portrait.get("api/v2/health/").status() == 200);
            crowd.assertNothingLost();
            sweepAndCheckFiles();
        }
        int changes = crowd.changes();
        assertThat(changes).isGreaterThan(KILLS / 2 * PEOPLE);
        System.out.printf("%d kills, seed %d: %d changes were acknowledged, none was lost%n", KILLS / 2, SEED, changes);
    }

    private enum Kind {
        PORTRAIT,
        DATABASE,
        ALL,
        BUCKET_THEN_PORTRAIT
    }

    private void start() throws IOException, InterruptedException {
        launch().awaitReady();
    }

    private RunningServer launch() throws IOException {
        server = PayaraMicro.start(Files.createTempDirectory(folder, "run"), port, settings);
        return server;
    }

    private void killPortrait() {
        ProcessHandle.of(server.jvm()).orElseThrow().destroyForcibly();
    }

    /** Restarts the bucket last; until then, Portrait serves what does not need it. */
    private void killEverything() throws Exception {
        crowd.disrupt(() -> {
            killPortrait();
            bucket.ifPresent(S3Server::kill);
            postgres.crash();
        });
        launch().awaitAnswer();
        if (bucket.isPresent()) {
            int times = 1 + random.nextInt(MAX_CHANGES_WITHOUT_BUCKET);
            AtOnce.run(crowd.people(), person -> person.changeWithoutBucket(times));
            bucket.get().restart();
        }
    }

    /** Kills the bucket, and Portrait later: the load continues in between. */
    private void killTheBucketThenPortrait() throws Exception {
        crowd.disrupt(() -> {
            if (bucket.isPresent()) {
                bucket.get().kill();
                crowd.awaitProgress();
            }
            killPortrait();
        });
        if (bucket.isPresent()) {
            bucket.get().restart();
        }
        start();
    }

    private void sweepAndCheckFiles() throws Exception {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (Path file : pictureFiles()) {
            Files.setLastModifiedTime(file, old);
        }
        try (JmxClient jmx = JmxClient.connect(server.jvm())) {
            jmx.portrait().sweepMediaNow();
        }
        Set<String> named = new HashSet<>(postgres.texts("select avatar from portrait_user"));
        named.addAll(postgres.texts("select cover from portrait_user"));
        named.addAll(postgres.texts("select picture from portrait_avatar"));
        assertThat(pictureFiles().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    private List<Path> pictureFiles() throws IOException {
        try (Stream<Path> files = Files.walk(pictures)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }
}
