package dev.portrait.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Payara Micro with the released WAR, listening on 127.0.0.1 only, configured with {@code server-config/payara-micro}
 * and environment variables.
 */
public final class PayaraMicro implements ApplicationServer {

    private static final Path PRE_BOOT = Path.of("server-config", "payara-micro", "pre-boot.asadmin");

    private static final String ISSUER =
            "mp.jwt.verify.issuer"; // set in Payara's secrets directory, to test that source too
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
        List<String> command = new ArrayList<>(List.of(
                ServerProcess.JAVA,
                "-Xmx512m",
                // Without it, Payara 6.2025.10 searches every JAR for a provider, twice per token:
                // https://github.com/jakartaee/jsonp-api/issues/154
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
        // The context root above is that of the first WAR only.
        deployment.neighbours().forEach(war -> command.addAll(List.of("--deploy", war.toString())));
        ProcessBuilder builder = ServerProcess.server(log, command);
        for (Map.Entry<String, String> setting : deployment.settings().entrySet()) {
            if (setting.getKey().equals(ISSUER)) {
                Files.writeString(secrets.resolve(ISSUER), setting.getValue());
            } else {
                builder.environment().put(variable(setting.getKey()), setting.getValue());
            }
        }
        return new RunningServer(builder.start(), deployment.baseUri(), log, STARTED);
    }

    // Maps a key to its environment variable by the rules of MicroProfile Config.
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Starts Payara Micro at the context root / without a data source. */
    public static RunningServer start(Path folder, int port, Map<String, String> settings) throws IOException {
        return new PayaraMicro().start(new Deployment(folder, port, "/", settings, Deployment.Database.NONE));
    }
}
