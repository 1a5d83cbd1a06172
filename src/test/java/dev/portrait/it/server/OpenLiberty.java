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
        return new RunningServer(
                        ServerProcess.withSettings(command(deployment.folder(), log, "run"))
                                .start(),
                        deployment.baseUri(),
                        log,
                        STARTED)
                .keepsKeys(() -> rename(server.resolve("server.xml")));
    }

    // As docs/operate.md says: under another name, the server knows neither keys nor tokens.
    private static void rename(Path configuration) throws IOException {
        Files.writeString(
                configuration,
                Files.readString(configuration).replace("<mpJwt id=\"portrait\"", "<mpJwt id=\"portrait-2\""));
    }

    // The distribution stays as it is; what a server writes goes into the deployment's folder.
    private static ProcessBuilder command(Path folder, Path log, String action) {
        ProcessBuilder builder = ServerProcess.of(
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

    // Of a variable given twice, the later counts.
    private static List<String> environment(Deployment deployment) {
        List<String> lines = new ArrayList<>(List.of(
                "", // what "server create" wrote has no line end
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
