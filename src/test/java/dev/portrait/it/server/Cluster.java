package dev.portrait.it.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * Two nodes of Payara Micro behind nginx, with an S3 store, started by {@code server-config/cluster}. The settings name
 * the database. {@code -Dportrait.previous.war=FILE} starts an earlier version, from which ClusterIT upgrades.
 */
public final class Cluster implements ApplicationServer {

    private static final String SCRIPT = "server-config/cluster/cluster.sh";
    private static final String STARTED = "The nodes are ready";
    private static final Path FIRST_WAR =
            Path.of(System.getProperty("portrait.previous.war", ServerProcess.WAR.toString()));

    private final List<Integer> ports = List.of(ServerProcess.freePort(), ServerProcess.freePort());
    private Path folder = Path.of("");

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

    /** Returns the base URLs of the nodes, past nginx. */
    public List<URI> nodes() {
        return ports.stream()
                .map(port -> URI.create("http://127.0.0.1:" + port + "/"))
                .toList();
    }

    /** Returns the process id of a node. */
    public long pid(int node) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("node-" + ports.get(node) + ".pid"))
                .strip());
    }

    /** Returns the folder that holds the objects of the bucket. */
    public Path bucket() {
        return folder.resolve("buckets").resolve("portrait");
    }

    /** Replaces the WAR of the nodes by that of this build. They run it after their next start. */
    public void upgrade() throws IOException {
        Files.copy(ServerProcess.WAR, war(), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path war() {
        return folder.resolve("portrait.war");
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException {
        if (!deployment.contextRoot().equals("/")) {
            throw new IllegalArgumentException("The cluster runs at the context root / only.");
        }
        folder = Files.createDirectories(deployment.folder());
        Files.copy(FIRST_WAR, war());
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = ServerProcess.server(
                log, List.of(Path.of(SCRIPT).toAbsolutePath().toString()));
        Map<String, String> environment = builder.environment();
        deployment.settings().forEach((key, value) -> environment.put(PayaraMicro.variable(key), value));
        environment.put("CLUSTER_WAR", war().toString());
        environment.put("CLUSTER_FOLDER", folder.toString());
        environment.put("CLUSTER_LOG", log.toString());
        environment.put(
                "CLUSTER_PORTS",
                "%d %d %d %d %d"
                        .formatted(
                                deployment.port(),
                                ServerProcess.freePort(),
                                ServerProcess.freePort(),
                                ports.get(0),
                                ports.get(1)));
        return new RunningServer(builder.start(), deployment.baseUri(), log, STARTED);
    }
}
