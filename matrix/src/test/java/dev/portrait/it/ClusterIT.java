package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.Cluster;
import dev.portrait.it.server.RunningServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@BlackBox
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Two nodes behind nginx, under load")
class ClusterIT {

    private static final Duration START_LIMIT = Duration.ofMinutes(4); // the nodes and the load share the CPUs
    private static final int PEOPLE = 3;

    private final Portrait portrait;
    private final RunningServer running;
    private final Cluster cluster;
    private final BusyCrowd crowd;

    ClusterIT(OwnServer own) {
        this.portrait = own.portrait();
        this.running = own.running();
        this.cluster = (Cluster) own.server();
        this.crowd = new BusyCrowd(portrait, PEOPLE, new Random());
    }

    @Test
    @DisplayName("A killed node is restarted, and at most one request per client fails")
    void survives_a_killed_node() throws Exception {
        int before = crowd.refusals();
        crowd.disrupt(() -> {
            ProcessHandle node = ProcessHandle.of(cluster.pid(0)).orElseThrow();
            node.destroyForcibly();
            crowd.awaitProgress();
            Await.until("the node is back", START_LIMIT, () -> cluster.pid(0) != node.pid() && isReady(0));
            crowd.awaitProgress();
        });

        assertThat(crowd.refusals() - before).isLessThanOrEqualTo(PEOPLE);
        crowd.assertNothingLost();
    }

    @Test
    @DisplayName("A rolling upgrade refuses no request and loses no change")
    void survives_a_rolling_upgrade() throws Exception {
        cluster.upgrade();
        int before = crowd.refusals();
        Set<Long> former = Set.of(cluster.pid(0), cluster.pid(1));
        crowd.disrupt(() -> {
            running.sendHangup();
            Await.until(
                    "both nodes are replaced",
                    START_LIMIT.multipliedBy(2),
                    () -> running.logText().contains("The nodes are replaced"));
            crowd.awaitProgress();
        });

        assertThat(Set.of(cluster.pid(0), cluster.pid(1))).doesNotContainAnyElementsOf(former);
        assertThat(crowd.refusals()).isEqualTo(before);
        crowd.assertNothingLost();
    }

    private boolean isReady(int node) {
        try {
            return portrait.get(cluster.nodes().get(node) + "api/v2/health/").status() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }
}
