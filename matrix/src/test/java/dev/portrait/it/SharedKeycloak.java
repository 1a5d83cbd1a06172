package dev.portrait.it;

import dev.portrait.it.server.Keycloak;
import dev.portrait.it.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keycloak behind a proxy. It starts once for all test classes; each of them imports the realm and removes it. */
record SharedKeycloak(KeycloakProxy proxy, Keycloak keycloak) implements AutoCloseable {

    private static SharedKeycloak start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "keycloak");
        int port = ServerProcess.freePort();
        KeycloakProxy proxy = KeycloakProxy.startInFrontOf(URI.create("http://127.0.0.1:" + port));
        return new SharedKeycloak(proxy, Keycloak.start(folder, port, proxy.uri()));
    }

    /** Returns the public address. */
    URI uri() {
        return proxy.uri();
    }

    /** Imports the realm of server-config/keycloak. */
    KeycloakRealm importRealm() throws IOException, InterruptedException {
        return KeycloakRealm.importInto(keycloak, uri());
    }

    @Override
    public void close() {
        keycloak.close();
        proxy.close();
    }

    /** Starts Keycloak for the first test class that needs it. */
    static final class Resolver extends SharedResource<SharedKeycloak> {
        Resolver() {
            super(SharedKeycloak.class, SharedKeycloak::start);
        }
    }
}
