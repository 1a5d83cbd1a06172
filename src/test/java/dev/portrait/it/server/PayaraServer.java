package dev.portrait.it.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Payara Server from its distribution in a new domain, configured by the script in {@code server-config/payara-server}.
 * The server that {@link #start} returns has a {@link RunningServer#deployer deployer}.
 */
public final class PayaraServer implements ApplicationServer {

    private static final Path SCRIPT =
            Path.of("server-config", "payara-server", "install.sh").toAbsolutePath();

    private static final AtomicBoolean CONFIGURED = new AtomicBoolean();
    private static final String STARTED =
            "JMXStartupService has started JMXConnector"; // printed after the applications are loaded or have failed

    @Override
    public String name() {
        return "payara-server";
    }

    @Override
    public String version() {
        return "Payara Server " + System.getProperty("portrait.version.payara", "");
    }

    @Override
    public boolean takesDataSource() {
        return true;
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException, InterruptedException {
        PayaraDomain domain = PayaraDomain.create(deployment.folder());
        RunningServer running = launch(domain, deployment, "install.log");
        try {
            running.awaitStarted(); // the script needs a running domain
            ServerProcess.run(script(domain, deployment));
            for (Path war : deployment.neighbours()) {
                domain.deploy(war, Deployment.name(war), "/" + Deployment.name(war));
            }
            if (!isChosen() || !CONFIGURED.compareAndSet(false, true)) {
                return running;
            }
            ServerProcess.run(script(domain, deployment)); // running it again must be harmless
        } catch (IOException | InterruptedException | RuntimeException e) {
            running.close();
            throw e;
        }
        // Once in the execution of this server, restarts the domain: the configuration must survive, and only this
        // start shows the start time of an installed server.
        running.close();
        return launch(domain, deployment, "server.log");
    }

    private static RunningServer launch(PayaraDomain domain, Deployment deployment, String log) throws IOException {
        Path file = deployment.folder().resolve(log);
        return new RunningServer(domain.launcher(file).start(), deployment.baseUri(), file, STARTED, domain);
    }

    private static ProcessBuilder script(PayaraDomain domain, Deployment deployment) throws IOException {
        ProcessBuilder script = ServerProcess.adminCommand(domain.adminLog(), List.of(SCRIPT.toString()));
        Map<String, String> environment = script.environment();
        deployment.settings().forEach((key, value) -> environment.put(PayaraMicro.variable(key), value));
        environment.put("ASADMIN", PayaraDomain.ASADMIN.toString());
        environment.put("ADMIN_PORT", Integer.toString(domain.adminPort()));
        environment.put("HTTP_ADDRESS", "127.0.0.1");
        environment.put("HTTP_PORT", Integer.toString(deployment.port()));
        environment.put("WAR", ServerProcess.WAR.toString());
        environment.put("CONTEXT_ROOT", deployment.contextRoot());
        Deployment.Database database = deployment.database();
        if (!database.equals(Deployment.Database.NONE)) {
            environment.put("POSTGRESQL_DRIVER", driver().toString());
            environment.put("PORTRAIT_DB_URL", database.url());
            environment.put("PORTRAIT_DB_USER", database.user());
            environment.put("PORTRAIT_DB_PASSWORD", database.password());
        }
        return script;
    }

    private static Path driver() throws IOException {
        try {
            return Path.of(DriverManager.getDriver("jdbc:postgresql:")
                    .getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (SQLException | URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
