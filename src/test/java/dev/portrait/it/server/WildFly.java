package dev.portrait.it.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** WildFly from its distribution, configured with the files in {@code server-config/wildfly}. */
public final class WildFly implements ApplicationServer, Deployer {

    private static final Path SCRIPTS = Path.of("server-config", "wildfly").toAbsolutePath();
    private static final Path DRIVERS =
            Path.of("target", "portrait", "WEB-INF", "lib").toAbsolutePath();
    private static final String EMBED = "embed-server --server-config=standalone.xml --std-out=echo\n";
    private static final String STOP = "stop-embedded-server\n";
    private static final String STARTED =
            "WFLYSRV0051"; // "Admin console listening", the last line but one, with or without errors

    private static final int RELOAD_ATTEMPTS = 30;
    private static final AtomicBoolean CONFIGURED = new AtomicBoolean();

    private final String version = System.getProperty("portrait.version.wildfly", "");
    private final Path home = ServerProcess.DISTRIBUTIONS.resolve("wildfly-" + version);
    private final int managementPort = ServerProcess.freePort();
    private Path log = home;

    @Override
    public String name() {
        return "wildfly";
    }

    @Override
    public String version() {
        return "WildFly " + version;
    }

    @Override
    public boolean takesDataSource() {
        return true;
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException, InterruptedException {
        log = deployment.folder().resolve("server.log");
        Path base = copyOfBase(deployment.folder().resolve("standalone"));
        Properties administrators = exampleProperties();
        Map<String, String> others = new HashMap<>(deployment.settings());
        others.keySet()
                .removeIf(
                        key -> administrators.replace(key, deployment.settings().get(key)) != null);
        administrators.putAll(Map.of(
                "war",
                ServerProcess.WAR.toString(),
                "runtime.name",
                runtimeName(deployment.contextRoot()),
                "driver",
                driver().toString(),
                "db.url",
                deployment.database().url(),
                "db.user",
                deployment.database().user()));

        List<String> options = new ArrayList<>(List.of(
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + deployment.port(),
                "-Djboss.https.port=" + ServerProcess.freePort(),
                "-Djboss.management.http.port=" + managementPort));
        others.forEach((key, value) -> options.add("-D" + key + "=" + value));
        configure(deployment, administrators, options);
        return new RunningServer(
                        ServerProcess.withSettings(process(deployment, "standalone.sh", options))
                                .start(),
                        deployment.baseUri(),
                        log,
                        STARTED,
                        this)
                .withManagementAt(URI.create("http://127.0.0.1:" + managementPort + "/"))
                .withAuditLog(base.resolve("log").resolve("portrait-audit.log"));
    }

    // In an embedded server, so that the measured start is that of an already configured server.
    private void configure(Deployment deployment, Properties administrators, List<String> options)
            throws IOException, InterruptedException {
        Path properties = deployment.folder().resolve("portrait.properties");
        try (Writer out = Files.newBufferedWriter(properties)) {
            administrators.store(out, null);
        }
        Path script = Files.writeString(
                deployment.folder().resolve("portrait.cli"),
                EMBED
                        // An embedded server (WildFly 39.0.1) may still be reloading when the next command runs.
                        + Files.readString(SCRIPTS.resolve("portrait.cli"))
                                .replaceFirst("(?m)^reload$", STOP + EMBED.strip())
                        + deployment.neighbours().stream()
                                .map("deploy %s --force%n"::formatted)
                                .collect(Collectors.joining())
                        + STOP);
        ProcessBuilder cli = process(
                deployment,
                "jboss-cli.sh",
                List.of("--file=" + script, "--properties=" + properties, "--resolve-parameter-values"));
        cli.environment().put("JAVA_OPTS", String.join(" ", options));
        ServerProcess.run(cli);
        if (isChosen() && CONFIGURED.compareAndSet(false, true)) {
            ServerProcess.run(cli); // running it again must be harmless
        }
    }

    @Override
    public void deploy(Path war, String name, String contextRoot) throws IOException, InterruptedException {
        command(deployCommand(war, name, contextRoot));
    }

    private static String deployCommand(Path war, String name, String contextRoot) {
        return "deploy " + war.toAbsolutePath() + " --name=" + name + " --runtime-name=" + runtimeName(contextRoot);
    }

    @Override
    public void undeploy(String name) throws IOException, InterruptedException {
        command("undeploy " + name);
    }

    /** Takes one start of the command line for both. */
    @Override
    public void redeploy(Path war, String name, String contextRoot) throws IOException, InterruptedException {
        command("undeploy " + name + "," + deployCommand(war, name, contextRoot));
    }

    /** Reloads the server: in WildFly 39.0.1 a core thread of the worker keeps its first request on its stack for life. */
    @Override
    public void renewThreads() throws IOException, InterruptedException {
        int attempts = 0;
        // On a busy machine the command of WildFly 39.0.1 loses its connection and fails although the reload succeeds.
        for (String command = "reload"; cli(command).start().waitFor() != 0 && attempts < RELOAD_ATTEMPTS; attempts++) {
            command = "ls";
        }
    }

    private void command(String command) throws IOException, InterruptedException {
        ServerProcess.run(cli(command));
    }

    private ProcessBuilder cli(String command) {
        return ServerProcess.adminCommand(
                log,
                List.of(
                        home.resolve("bin").resolve("jboss-cli.sh").toString(),
                        "--connect",
                        "--controller=127.0.0.1:" + managementPort,
                        "--commands=" + command));
    }

    private ProcessBuilder process(Deployment deployment, String script, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve(script).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = ServerProcess.adminCommand(log, command);
        builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "JBOSS_HOME"));
        // So that a signal to the script reaches the server.
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        builder.environment().put("PORTRAIT_DB_PASSWORD", password(deployment.database()));
        return builder;
    }

    // The embedded PostgreSQL accepts any password, but WildFly 39.0.1 does not accept an empty variable.
    private static String password(Deployment.Database database) {
        return database.password().isEmpty() ? "any" : database.password();
    }

    private static String runtimeName(String contextRoot) {
        return (contextRoot.equals("/") ? "ROOT" : contextRoot.substring(1)) + ".war";
    }

    private Path copyOfBase(Path base) throws IOException {
        Path original = home.resolve("standalone");
        try (Stream<Path> files = Files.walk(original)) {
            files.forEach(file -> copy(file, base.resolve(original.relativize(file))));
        }
        return base;
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties exampleProperties() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(SCRIPTS.resolve("portrait.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private static Path driver() throws IOException {
        try (Stream<Path> jars = Files.list(DRIVERS)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("postgresql-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
