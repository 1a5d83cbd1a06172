package dev.portrait.it;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.Deployment;
import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives the black-box tests their Portrait: the one that {@code -Dportrait.url} and {@code -Dportrait.signing-key} (a
 * private key as PEM, whose tokens it trusts) name, else the WAR that Maven built on the server that
 * {@code -Dportrait.server} names, started once for all test classes.
 */
public final class PortraitServer implements ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(PortraitServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Portrait.class || type == RunningServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        return parameter.getParameter().getType() == Portrait.class
                ? running.portrait()
                : running.started().orElseThrow().running();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        running(context).passed().incrementAndGet();
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("portrait", key -> start(), Running.class);
    }

    private static Running start() {
        try {
            String url = System.getProperty("portrait.url", "");
            if (!url.isEmpty()) {
                TokenMinter minter = TokenMinter.of(Path.of(System.getProperty("portrait.signing-key")));
                return new Running(
                        new Portrait(URI.create(url), minter), new AtomicInteger(), Optional.empty(), Optional.empty());
            }
            return start(ApplicationServer.chosen());
        } catch (IOException e) {
            throw new UncheckedIOException("the server could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Running start(ApplicationServer server) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), server.name());
        Optional<EmbeddedPostgres> postgres = Optional.empty();
        if (server.takesDataSource()) {
            postgres = Optional.of(EmbeddedPostgres.builder().start());
        }
        Database database = postgres.map(PortraitServer::database).orElse(Database.NONE);
        TokenMinter minter = new TokenMinter();
        Map<String, String> settings = new HashMap<>(minter.settings(minter.writePublicKey(folder.resolve("key.pem"))));
        settings.put("portrait.identity.claim", "sub");
        settings.put(
                "portrait.data.dir", folder.resolve("data").toAbsolutePath().toString());
        RunningServer running = server.start(new Deployment(folder, ServerProcess.freePort(), "/", settings, database));
        Portrait portrait = new Portrait(running.awaitReady().baseUri(), minter);
        return new Running(portrait, new AtomicInteger(), Optional.of(new Started(server, running)), postgres);
    }

    private static Database database(EmbeddedPostgres postgres) {
        return new Database("127.0.0.1", postgres.getPort(), "postgres", "postgres", "");
    }

    private record Started(ApplicationServer server, RunningServer running) {}

    private record Running(
            Portrait portrait, AtomicInteger passed, Optional<Started> started, Optional<EmbeddedPostgres> postgres)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (started.isPresent()) {
                report(started.get());
                started.get().running().close();
            }
            if (postgres.isPresent()) {
                postgres.get().close();
            }
        }

        // A row of the table in docs/deploy.md.
        private void report(Started server) throws IOException {
            String row = "| %s | %d | %.1f s | %d MiB |%n"
                    .formatted(
                            server.server().version(),
                            passed.get(),
                            server.running().startTime().toMillis() / 1000.0,
                            server.running().residentBytes() >> 20);
            Files.writeString(
                    Files.createDirectories(Path.of("target", "servers-seen"))
                            .resolve(server.server().name() + ".md"),
                    row);
            System.out.print(row);
        }
    }
}
