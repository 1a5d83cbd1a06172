package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.Deployer;
import dev.portrait.it.server.Deployment;
import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.media.S3Server;
import dev.portrait.picture.Photos;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("redeploy")
@DisplayName("Redeployed again and again at /anything next to another application")
class RedeployIT {

    private static final Path WAR = Path.of("target", "portrait.war").toAbsolutePath();
    private static final String ROOT = "/anything";
    private static final int TIMES = Integer.getInteger("portrait.redeployments", 5);
    private static final Duration COLLECTION_LIMIT = Duration.ofSeconds(90);
    // A thread of WildFly 39.0.1 references the first request that it served, and some threads live until the server
    // reloads.
    private static final int HELD_BY_THREADS = 2;
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    private final ApplicationServer server = ApplicationServer.chosen();
    private final TokenMinter minter = new TokenMinter();

    @Test
    @DisplayName("Portrait works after each, leaks nothing and does not affect the other application")
    void leak_nothing() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "redeploy");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                S3Server s3 = S3Server.start(Files.createDirectories(folder.resolve("s3")));
                RunningServer running = start(folder, postgres, s3)) {
            Portrait portrait = new Portrait(running.awaitReady().baseUri(), minter);
            usePortrait(portrait); // before the other application, because the first user of the JDK's caches and
            // registries leaves most in them
            Deployer deployer = running.deployer();
            deployer.undeploy(name());
            deployer.deploy(NeighbourWar.write(folder.resolve("neighbour.war")), "neighbour.war", "/neighbour");
            renewThreads(deployer, portrait);
            redeploy(portrait, deployer, new ServerJvm(running.jvm()));
        }
    }

    private void redeploy(Portrait portrait, Deployer deployer, ServerJvm jvm) throws Exception {
        useEveryThread(portrait);
        String neighbour = neighbourReport(portrait);
        assertThat(neighbour)
                .startsWith("hibernate 6.4.")
                .contains("keeps a note", "png 30x20", "jpeg 30x20", "reader com.sun.imageio")
                .doesNotContain("dev.portrait", "twelvemonkeys");
        deployer.deploy(WAR, name(), ROOT);
        usePortrait(portrait);
        useEveryThread(portrait);
        Map<String, Long> threads = jvm.threads();
        long drivers = jvm.instances("java.sql.DriverInfo");

        for (int i = 0; i < TIMES; i++) {
            deployer.redeploy(WAR, name(), ROOT);
            usePortrait(portrait);
            // Keeps WildFly from replacing idle threads by new ones whose first request would be one to Portrait.
            useEveryThread(portrait);
        }

        awaitClassCopies(1, HELD_BY_THREADS, portrait, jvm);
        renewThreads(deployer, portrait);
        Await.until("Portrait is available", () -> isAvailable(portrait, "api/v2/health/"));
        usePortrait(portrait);
        awaitClassCopies(1, 0, portrait, jvm);
        useEveryThread(portrait);
        Map<String, Long> threadsNow = jvm.threads();
        assertThat(jvm.instances("java.sql.DriverInfo")).as("drivers").isEqualTo(drivers);
        // The server's pools may have grown a little. The pool with which WildFly deploys grows to its full size.
        // Payara's kernel (ExecutorServiceFactory) keeps each thread for a minute after its last task.
        threadsNow.keySet().removeAll(List.of("ServerService Thread Pool -- #", "Executor-Service-#"));
        assertThat(threadsNow)
                .allSatisfy((name, count) -> assertThat(count - threads.getOrDefault(name, 0L))
                        .as(name)
                        .isLessThan(TIMES - 1));
        assertThat(neighbourReport(portrait)).isEqualTo(neighbour);
        deployer.undeploy(name());
        awaitClassCopies(0, HELD_BY_THREADS, portrait, jvm);
        renewThreads(deployer, portrait);
        awaitClassCopies(0, 0, portrait, jvm);
        assertThat(neighbourReport(portrait)).isEqualTo(neighbour);
    }

    /**
     * Waits until the JVM has this many copies of the application's classes, or up to {@code more} further ones. Counts the
     * constants of an enum, which exist once per copy.
     */
    private static void awaitClassCopies(int copies, int more, Portrait portrait, ServerJvm jvm) throws Exception {
        Instant limit = Instant.now().plus(COLLECTION_LIMIT);
        long found = copies(jvm);
        while ((found < copies || found > copies + more) && Instant.now().isBefore(limit)) {
            useEveryThread(portrait);
            found = copies(jvm);
        }
        assertThat(found).as("copies of ErrorCode").isBetween((long) copies, (long) copies + more);
    }

    private static long copies(ServerJvm jvm) {
        return jvm.instances(ErrorCode.class.getName()) / ErrorCode.values().length;
    }

    private static void renewThreads(Deployer deployer, Portrait portrait) throws Exception {
        deployer.renewThreads();
        Await.until("the other application is available", () -> isAvailable(portrait, "/neighbour/told"));
    }

    private static boolean isAvailable(Portrait portrait, String path) {
        try {
            return portrait.get(path).status() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    /** Makes each idle thread of the server process a request to the other application, so that it drops its last request. */
    private static void useEveryThread(Portrait portrait) throws Exception {
        AtOnce.run(Collections.nCopies(16, portrait), (Portrait beside) -> beside.get("/neighbour/told"));
    }

    private static String neighbourReport(Portrait portrait) {
        Answer answer = portrait.get("/neighbour/told");
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        return answer.text();
    }

    /** Fills all caches with text, pictures of each format and refusals, and uses everything that contains the context root. */
    private static void usePortrait(Portrait portrait) {
        List<String> links = LINK.matcher(portrait.get("").text())
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(portrait.get(link).status()).as(link).isEqualTo(200));
        Person person = portrait.person();
        person.json("PUT", "{\"bio\":\"Once more\",\"date_of_birth\":\"1990-02-03\"}")
                .user();
        BufferedImage scene = Photos.scene(300, 200, BufferedImage.TYPE_INT_RGB);
        for (byte[] photo : List.of(
                Photos.jpeg(900, 700),
                Photos.cmykJpeg(60, 60, 10, 20, 30, 40),
                Photos.png(Photos.halfTransparent(300, 300)),
                Photos.webp(scene, 6))) {
            String avatar =
                    person.put(new Multipart().file("avatar", photo)).user().getString("avatar");
            assertThat(URI.create(avatar).getPath()).startsWith(ROOT + "/media/");
            assertThat(portrait.get(avatar).status()).isEqualTo(200);
            assertThat(portrait.get("api/v2/avatar/" + person.id() + "?s=77").header("Content-Type"))
                    .startsWith("image/");
        }
        person.json("PUT", "{\"real_name\":\"Ann Example\"}").user();
        for (String kind : List.of("initials", "identicon", "mp", "blank")) {
            assertThat(portrait.get("api/v2/avatar/" + person.id() + "?f=y&d=" + kind)
                            .status())
                    .isEqualTo(200);
        }
        person.put(new Multipart().file("avatar", Photos.cut(Photos.jpeg(900, 700), 0.5)))
                .refusedFields("avatar:invalid_image");
        assertThat(portrait.get("api/v2/user/me/", "no token").status()).isEqualTo(401);
    }

    // The name that the installation script uses.
    private String name() {
        return server.name().equals("wildfly") ? "portrait.war" : "portrait";
    }

    // With pictures in a bucket, because its client has more resources to release than a folder.
    private RunningServer start(Path folder, EmbeddedPostgres postgres, S3Server s3)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(minter.settings(minter.writePublicKey(folder.resolve("key.pem"))));
        settings.putAll(s3.settings());
        settings.put("portrait.identity.claim", "sub");
        settings.put(
                "portrait.data.dir", folder.resolve("data").toAbsolutePath().toString());
        Database database = Database.local(postgres.getPort(), "postgres");
        return server.start(new Deployment(folder, ServerProcess.freePort(), ROOT, settings, database));
    }
}
