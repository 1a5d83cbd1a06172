package dev.portrait.it;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Provides the Portrait that the black-box tests use. With {@code -Dportrait.url} and {@code -Dportrait.signing-key} (a
 * PEM file with the private key whose tokens it accepts) that is a running installation. Otherwise the WAR that Maven
 * built is started once for all test classes, on the server named by {@code -Dportrait.server}.
 */
public final class PortraitServer implements ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(PortraitServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Portrait.class || type == RunningServer.class || type == OwnServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Portrait.class) {
            return running.portrait();
        }
        OwnServer own = running.own().orElseThrow();
        return type == OwnServer.class ? own : own.running();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        table(context).passed(context);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        table(context).failed(context);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        table(context).failed(context);
    }

    // Stored apart from the server, so that a class with its own server does not start the shared one.
    private static ContractTable table(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("table", key -> new ContractTable(), ContractTable.class);
    }

    private static Running running(ExtensionContext context) {
        ContractTable table = table(context);
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("portrait", key -> start(table), Running.class);
    }

    private static Running start(ContractTable table) {
        try {
            String url = System.getProperty("portrait.url", "");
            if (!url.isEmpty()) {
                TokenMinter minter = TokenMinter.of(Path.of(System.getProperty("portrait.signing-key")));
                return new Running(new Portrait(URI.create(url), minter), table, Optional.empty());
            }
            OwnServer server = OwnServer.start(ApplicationServer.chosen(), "/");
            return new Running(server.portrait(), table, Optional.of(server));
        } catch (IOException e) {
            throw new UncheckedIOException("the server could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Running(Portrait portrait, ContractTable table, Optional<OwnServer> own) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (own.isPresent()) {
                report(own.get());
                own.get().close();
            } else {
                System.out.print(table.text(portrait.base().toString()));
            }
        }

        // Writes a row of the table in docs/deploy.md.
        private void report(OwnServer server) throws IOException {
            String row = "| %s | %d | %.1f s | %d MiB |%n"
                    .formatted(
                            server.server().version(),
                            table.allPassed(),
                            server.running().startTime().toMillis() / 1000.0,
                            server.running().residentBytes() >> 20);
            Files.writeString(
                    Files.createDirectories(Path.of("target", "servers-seen"))
                            .resolve(server.server().name() + ".md"),
                    row);
            System.out.print(table.text(server.server().version()) + row);
        }
    }
}
