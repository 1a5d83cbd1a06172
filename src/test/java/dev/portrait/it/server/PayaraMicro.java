package dev.portrait.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The WAR that ships on Payara Micro: listening on 127.0.0.1 only, configured by {@code server-config/payara-micro} and environment
 * variables.
 */
public final class PayaraMicro implements ApplicationServer {

    private static final Path PRE_BOOT = Path.of("server-config", "payara-micro", "pre-boot.asadmin");

    private static final String ISSUER = "mp.jwt.verify.issuer"; // by a secrets file, the server's own means
    private static final String STARTED =
            ") ready in "; // as in "Payara Micro 6.2025.10 (build 42) ready in 18,887 (ms)"

    @Override
    public String name() {
        return "payara-micro";
    }

    @Override
    public String version() {
        return "Payara Micro " + System.getProperty("portrait.version.payara", "");
    }

    @Override
    public boolean takesDataSource() {
        return false;
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException {
        Files.createDirectories(deployment.folder());
        Path log = deployment.folder().resolve("server.log");
        Path secrets = Files.createDirectories(deployment.folder().resolve("secrets"));
        ProcessBuilder builder = ServerProcess.ofServer(
                log,
                List.of(
                        ServerProcess.JAVA,
                        "-Xmx512m",
                        // Payara looks for it in every jar otherwise, twice for each token.
                        "-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl",
                        "-jar",
                        Path.of("target", "payara-micro.jar").toString(),
                        "--nocluster",
                        "--disablephonehome",
                        "--prebootcommandfile",
                        PRE_BOOT.toString(),
                        "--secretsdir",
                        secrets.toString(),
                        "--port",
                        Integer.toString(deployment.port()),
                        "--contextroot",
                        deployment.contextRoot(),
                        "--deploy",
                        ServerProcess.WAR.toString()));
        for (Map.Entry<String, String> setting : deployment.settings().entrySet()) {
            if (setting.getKey().equals(ISSUER)) {
                Files.writeString(secrets.resolve(ISSUER), setting.getValue());
            } else {
                builder.environment().put(variable(setting.getKey()), setting.getValue());
            }
        }
        return new RunningServer(builder.start(), deployment.baseUri(), log, STARTED);
    }

    // The environment variable of a key, as MicroProfile Config spells it.
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Starts Payara Micro at the root, with no data source. */
    public static RunningServer start(Path folder, int port, Map<String, String> settings) throws IOException {
        return new PayaraMicro().start(new Deployment(folder, port, "/", settings, Deployment.Database.NONE));
    }
}
