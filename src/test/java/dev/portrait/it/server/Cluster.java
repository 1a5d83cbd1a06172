package dev.portrait.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Two nodes of Payara Micro behind nginx, with a store that speaks S3, as {@code server-config/cluster} starts them; the
 * database is that of the settings.
 */
public final class Cluster implements ApplicationServer {

    private static final String SCRIPT = "server-config/cluster/cluster.sh";
    private static final String STARTED = "The nodes are ready";

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public String version() {
        return "2 nodes of " + new PayaraMicro().version() + " behind nginx";
    }

    @Override
    public boolean takesDataSource() {
        return false;
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException {
        return start(deployment, ServerProcess.WAR, List.of(ServerProcess.freePort(), ServerProcess.freePort()));
    }

    /** Starts it with the WAR and the nodes at the ports. A node that ends is started again, with the WAR that is then there. */
    public static RunningServer start(Deployment deployment, Path war, List<Integer> nodes) throws IOException {
        if (!deployment.contextRoot().equals("/")) {
            throw new IllegalArgumentException("The cluster has its nodes at the root.");
        }
        Files.createDirectories(deployment.folder());
        Path log = deployment.folder().resolve("server.log");
        ProcessBuilder builder = ServerProcess.ofServer(
                log, List.of(Path.of(SCRIPT).toAbsolutePath().toString()));
        Map<String, String> environment = builder.environment();
        deployment.settings().forEach((key, value) -> environment.put(PayaraMicro.variable(key), value));
        environment.put("CLUSTER_WAR", war.toString());
        environment.put("CLUSTER_FOLDER", deployment.folder().toString());
        environment.put("CLUSTER_LOG", log.toString());
        environment.put(
                "CLUSTER_PORTS",
                "%d %d %d %d %d"
                        .formatted(
                                deployment.port(),
                                ServerProcess.freePort(),
                                ServerProcess.freePort(),
                                nodes.get(0),
                                nodes.get(1)));
        return new RunningServer(builder.start(), deployment.baseUri(), log, STARTED);
    }
}
