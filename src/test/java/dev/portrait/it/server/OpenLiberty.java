package dev.portrait.it.server;

import dev.portrait.it.server.Deployment.Database;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Open Liberty from its distribution, configured by the files in {@code server-config/open-liberty}. */
public final class OpenLiberty implements ApplicationServer {

    private static final String STARTED = "CWWKF0011I:"; // the server is ready

    @Override
    public String name() {
        return "open-liberty";
    }

    @Override
    public String version() {
        return "Open Liberty " + System.getProperty("portrait.version.open-liberty", "");
    }

    @Override
    public boolean takesDataSource() {
        return true;
    }

    @Override
    public boolean needsKeySet() {
        return true;
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException, InterruptedException {
        Files.createDirectories(deployment.folder());
        Path log = deployment.folder().resolve("server.log");
        Path user = deployment.folder().resolve("usr");
        Path server = user.resolve("servers").resolve("portrait");
        if (!Files.exists(server)) {
            ServerProcess.run(command(deployment.folder(), log, "create"));
            copy(Path.of("server-config", name(), "server.xml"), server.resolve("server.xml"));
            copy(ServerProcess.WAR, server.resolve("apps").resolve("portrait.war"));
            Path drivers = user.resolve("shared").resolve("resources").resolve("jdbc");
            copy(postgresqlDriver(), Files.createDirectories(drivers).resolve("postgresql.jar"));
        }
        Files.write(server.resolve("server.env"), environment(deployment), StandardOpenOption.APPEND);
        Files.writeString(server.resolve("jvm.options"), "-Xmx512m\n");
        for (Path war : deployment.neighbours()) {
            addApplication(server, war);
        }
        return new RunningServer(
                        ServerProcess.withSettings(command(deployment.folder(), log, "run"))
                                .start(),
                        deployment.baseUri(),
                        log,
                        STARTED)
                .withKeyCache(() -> rename(server.resolve("server.xml")));
    }

    // See docs/operate.md: with another id, the server drops its cached keys and tokens.
    private static void rename(Path configuration) throws IOException {
        Files.writeString(
                configuration,
                Files.readString(configuration).replace("<mpJwt id=\"portrait\"", "<mpJwt id=\"portrait-2\""));
    }

    private static void addApplication(Path server, Path war) throws IOException {
        String name = Deployment.name(war);
        Path folder = Files.createDirectories(server.resolve("configDropins").resolve("defaults"));
        Files.writeString(folder.resolve(name + ".xml"), """
                <server><webApplication name="%s" location="%s" contextRoot="/%s"/></server>
                """.formatted(name, war, name));
    }

    // The distribution is not modified; the server writes into the folder of the deployment.
    private static ProcessBuilder command(Path folder, Path log, String action) {
        ProcessBuilder builder = ServerProcess.process(
                log,
                List.of(
                        ServerProcess.DISTRIBUTIONS
                                .resolve(Path.of("wlp", "bin", "server"))
                                .toString(),
                        action,
                        "portrait"));
        builder.environment().put("WLP_USER_DIR", folder.resolve("usr").toString());
        builder.environment().put("WLP_OUTPUT_DIR", folder.resolve("output").toString());
        builder.environment().put("WLP_LOGGING_CONSOLE_LOGLEVEL", "INFO");
        return builder;
    }

    // If a variable is given twice, the last one wins.
    private static List<String> environment(Deployment deployment) {
        List<String> lines = new ArrayList<>(List.of(
                "", // the file from "server create" does not end with a line break
                "HTTP_HOST=127.0.0.1",
                "HTTP_PORT=" + deployment.port(),
                "CONTEXT_ROOT=" + deployment.contextRoot()));
        if (!deployment.database().equals(Database.NONE)) {
            lines.add("PORTRAIT_DB_URL=" + deployment.database().url());
            lines.add("PORTRAIT_DB_USER=" + deployment.database().user());
            lines.add("PORTRAIT_DB_PASSWORD=" + deployment.database().password());
        }
        deployment.settings().forEach((key, value) -> lines.add(variable(key) + "=" + value));
        return lines;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path postgresqlDriver() {
        try {
            return Path.of(Class.forName("org.postgresql.Driver")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
