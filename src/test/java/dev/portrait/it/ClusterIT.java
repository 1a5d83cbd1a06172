package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.Cluster;
import dev.portrait.it.server.Deployment;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code -Dportrait.previous.war=FILE} lets it begin with that version, and upgrades it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Two nodes behind nginx, with one PostgreSQL and one bucket")
class ClusterIT {

    private static final Path WAR = Path.of("target", "portrait.war");
    private static final Path PREVIOUS = Path.of(System.getProperty("portrait.previous.war", WAR.toString()));
    private static final Duration START_LIMIT = Duration.ofMinutes(4); // all of them and the load share the processors
    private static final int PEOPLE = 3;
    private static final Random RANDOM = new Random(20_261_126);

    private final List<Integer> ports = List.of(ServerProcess.freePort(), ServerProcess.freePort());
    private Path folder;
    private Path war;
    private DurablePostgres postgres;
    private RunningServer cluster;
    private BusyCrowd crowd;
    private List<Portrait> nodes;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "cluster");
        war = Files.copy(PREVIOUS, folder.resolve("portrait.war")).toAbsolutePath();
        postgres = new DurablePostgres(folder.resolve("postgres").toAbsolutePath());
        TokenMinter minter = new TokenMinter();
        Map<String, String> settings = new HashMap<>(minter.settings(minter.writePublicKey(folder.resolve("key.pem"))));
        settings.put("portrait.identity.claim", "sub");
        settings.put("portrait.data.dir", folder.toAbsolutePath().toString());
        settings.put("portrait.db.url", postgres.database().url());
        settings.put("portrait.db.user", postgres.database().user());
        int port = ServerProcess.freePort();
        cluster = Cluster.start(new Deployment(folder, port, "/", settings, Deployment.Database.NONE), war, ports);
        cluster.awaitReady();
        nodes = ports.stream()
                .map(node -> new Portrait(URI.create("http://127.0.0.1:" + node + "/"), minter))
                .toList();
        crowd = new BusyCrowd(new Portrait(cluster.baseUri(), minter), PEOPLE, RANDOM);
    }

    @AfterAll
    void stop() throws IOException {
        cluster.close();
        postgres.close();
    }

    @Test
    @DisplayName(
            "A node that is killed under load takes nothing along but the requests that it was answering, and comes back")
    void killed() throws Exception {
        int before = crowd.refusals();
        crowd.interrupt(() -> {
            ProcessHandle node = node(0);
            node.destroyForcibly();
            crowd.goOn();
            awaitSuccessor(0, node);
            crowd.goOn();
        });

        assertThat(crowd.refusals() - before).isLessThanOrEqualTo(PEOPLE);
        crowd.check();
    }

    @Test
    @DisplayName("Nodes that are replaced one after the other under load refuse nothing, and lose nothing")
    void replaced() throws Exception {
        Files.copy(WAR, war, StandardCopyOption.REPLACE_EXISTING);
        int before = crowd.refusals();
        Set<Long> former = Set.of(pid(0), pid(1));
        crowd.interrupt(() -> {
            cluster.hangUp();
            Await.until(
                    "all are replaced",
                    START_LIMIT.multipliedBy(2),
                    () -> cluster.logText().contains("The nodes are replaced"));
            crowd.goOn();
        });

        assertThat(Set.of(pid(0), pid(1))).doesNotContainAnyElementsOf(former);
        assertThat(crowd.refusals()).isEqualTo(before);
        crowd.check();
    }

    @AfterEach
    void report() {
        System.out.printf(
                "%d changes, %d refused, %d not answered%n", crowd.changes(), crowd.refusals(), crowd.unanswered());
    }

    private ProcessHandle node(int number) throws IOException {
        return ProcessHandle.of(pid(number)).orElseThrow();
    }

    private long pid(int number) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("node-" + ports.get(number) + ".pid"))
                .strip());
    }

    /** Waits until another process is the node, and ready. */
    private void awaitSuccessor(int number, ProcessHandle former) throws Exception {
        Await.until("the node is back", START_LIMIT, () -> pid(number) != former.pid() && isReady(number));
    }

    private boolean isReady(int number) {
        try {
            return nodes.get(number).get("api/v2/health/").status() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }
}
