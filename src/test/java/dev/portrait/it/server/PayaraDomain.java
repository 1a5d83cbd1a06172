package dev.portrait.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A new domain of Payara Server on free ports of 127.0.0.1. Its administrator has no password. */
final class PayaraDomain implements Deployer {

    static final Path ASADMIN = ServerProcess.DISTRIBUTIONS.resolve(Path.of("payara6", "bin", "asadmin"));

    private static final String NAME = "portrait";

    // The names that the Payara command "create-domain" uses.
    private static final List<String> PORTS = List.of(
            "http.ssl.port",
            "jms.port",
            "orb.listener.port",
            "orb.ssl.port",
            "orb.mutualauth.port",
            "domain.jmxPort",
            "osgi.shell.telnet.port",
            "java.debugger.port");

    // A new domain listens on all network interfaces and joins a Hazelcast cluster.
    private static final String LOOPBACK_ONLY = """
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener-1.address=127.0.0.1
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener-2.enabled=false
            set configs.config.server-config.network-config.network-listeners.network-listener.admin-listener.address=127.0.0.1
            set configs.config.server-config.iiop-service.iiop-listener.orb-listener-1.address=127.0.0.1
            set configs.config.server-config.iiop-service.iiop-listener.SSL.enabled=false
            set configs.config.server-config.iiop-service.iiop-listener.SSL_MUTUALAUTH.enabled=false
            set configs.config.server-config.admin-service.jmx-connector.system.address=127.0.0.1
            set configs.config.server-config.jms-service.type=DISABLED
            set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
            """;

    private final Path folder;
    private final int adminPort;

    private PayaraDomain(Path folder, int adminPort) {
        this.folder = folder;
        this.adminPort = adminPort;
    }

    /** Creates a domain. */
    static PayaraDomain create(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pre-boot.asadmin"), LOOPBACK_ONLY);
        List<Integer> free = freePorts(PORTS.size() + 2);
        PayaraDomain domain = new PayaraDomain(folder, free.remove(0));
        int anyHttpPort = free.remove(0); // the script that configures the domain sets the real one
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < PORTS.size(); i++) {
            properties.add(PORTS.get(i) + "=" + free.get(i));
        }
        ServerProcess.run(domain.asadmin(
                "create-domain",
                "--domaindir",
                folder.toString(),
                "--nopassword",
                "--adminport",
                Integer.toString(domain.adminPort),
                "--instanceport",
                Integer.toString(anyHttpPort),
                "--domainproperties",
                String.join(":", properties),
                NAME));
        return domain;
    }

    private static List<Integer> freePorts(int count) {
        Set<Integer> ports = new HashSet<>();
        while (ports.size() < count) {
            ports.add(ServerProcess.freePort());
        }
        return new ArrayList<>(ports);
    }

    int adminPort() {
        return adminPort;
    }

    /** Returns the log of the administrator's commands. */
    Path adminLog() {
        return folder.resolve("asadmin.log");
    }

    /** Returns the launcher process of the domain; the JVM of the domain is its child. */
    ProcessBuilder launcher(Path log) {
        return ServerProcess.server(
                log,
                List.of(
                        ASADMIN.toString(),
                        "start-domain",
                        "--verbose",
                        "--domaindir",
                        folder.toString(),
                        "--prebootcommandfile",
                        folder.resolve("pre-boot.asadmin").toString(),
                        NAME));
    }

    @Override
    public void deploy(Path war, String name, String contextRoot) throws IOException, InterruptedException {
        ServerProcess.run(asadmin("deploy", "--name", name, "--contextroot", contextRoot, war.toString()));
    }

    @Override
    public void undeploy(String name) throws IOException, InterruptedException {
        ServerProcess.run(asadmin("undeploy", name));
    }

    private ProcessBuilder asadmin(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ASADMIN.toString(), "--interactive=false", "--user", "admin", "--port", Integer.toString(adminPort)));
        command.addAll(List.of(arguments));
        return ServerProcess.adminCommand(adminLog(), command);
    }
}
