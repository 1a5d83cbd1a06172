package dev.portrait.it;

import dev.portrait.it.server.PayaraMicro;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the black-box tests their Portrait: the one that {@code -Dportrait.url} and {@code -Dportrait.signing-key} (a
 * private key as PEM, whose tokens it trusts) name, else the WAR that Maven built, started once for all test classes.
 */
public final class PortraitServer implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Portrait.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(PortraitServer.class))
                .getOrComputeIfAbsent("portrait", key -> start(), Running.class)
                .portrait();
    }

    private static Running start() {
        try {
            String url = System.getProperty("portrait.url", "");
            if (!url.isEmpty()) {
                TokenMinter minter = TokenMinter.of(Path.of(System.getProperty("portrait.signing-key")));
                return new Running(new Portrait(URI.create(url), minter), () -> {});
            }
            TokenMinter minter = new TokenMinter();
            Path folder = Files.createDirectories(Path.of("target", "it"));
            Path data = Files.createTempDirectory(folder, "data");
            Map<String, String> settings =
                    new HashMap<>(minter.settings(minter.writePublicKey(folder.resolve("key.pem"))));
            settings.put("PORTRAIT_IDENTITY_CLAIM", "sub");
            settings.put("PORTRAIT_DATA_DIR", data.toAbsolutePath().toString());
            PayaraMicro server = PayaraMicro.start(folder, PayaraMicro.freePort(), settings);
            return new Running(new Portrait(server.awaitReady().baseUri(), minter), server::close);
        } catch (IOException e) {
            throw new IllegalStateException("the server could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Running(Portrait portrait, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}
