package dev.portrait.demo;

import dev.portrait.it.TokenMinter;
import dev.portrait.it.server.PayaraMicro;
import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the WAR on Payara Micro until Ctrl-C, with two users whose tokens it signs. The data folder is kept; the signing
 * key is in memory only.
 */
public final class Demo {

    private static final Path WORK = Path.of("target", "demo").toAbsolutePath();

    private Demo() {}

    @SuppressWarnings("try") // the lock is only held
    public static void main(String[] arguments) throws IOException, InterruptedException {
        endWithMaven();
        Files.createDirectories(WORK);
        Outcome outcome = new Outcome(WORK.resolve("outcome.xml"));
        outcome.succeeded();
        try {
            DemoSettings settings = DemoSettings.fromSystemProperties();
            settings.checkPort();
            try (FileChannel lock = settings.lockData()) {
                run(settings);
            }
        } catch (DemoFailure e) {
            outcome.failed(e.getMessage());
        }
    }

    // A shell ends both at Ctrl-C. If Maven ends in another way, this process must end too.
    private static void endWithMaven() {
        ProcessHandle.current().parent().ifPresent(maven -> {
            CompletableFuture<Void> unused = maven.onExit().thenRun(() -> System.exit(0));
        });
    }

    private static void run(DemoSettings settings) throws IOException, InterruptedException, DemoFailure {
        System.out.printf("%nPortrait is starting. This usually takes less than a minute.%n");
        TokenMinter minter = new TokenMinter();
        try (RunningServer server = PayaraMicro.start(WORK, settings.port(), environment(settings, minter))) {
            Path photo = Files.write(WORK.resolve("photo.jpg"), Photos.photo());
            awaitReady(server);
            DemoUser ann = DemoUser.signedIn("ann", "Ann Example", minter, server.baseUri());
            DemoUser bob = DemoUser.signedIn("bob", "Bob Example", minter, server.baseUri());
            System.out.println(new Instructions(server.baseUri(), ann, bob, photo, settings.data(), server.log()));
            server.awaitEnd();
            throw new DemoFailure("The server ended unexpectedly: see the last lines of " + server.log() + ".");
        }
    }

    private static Map<String, String> environment(DemoSettings settings, TokenMinter minter) throws IOException {
        Map<String, String> environment =
                new HashMap<>(minter.settings(minter.writePublicKey(WORK.resolve("key.pem"))));
        environment.put("portrait.identity.claim", "sub");
        environment.put("portrait.data.dir", settings.data().toString());
        environment.put("portrait.visibility", "*=public"); // the third request has no token
        return environment;
    }

    private static void awaitReady(RunningServer server) throws InterruptedException, DemoFailure {
        try {
            server.awaitReady();
        } catch (IllegalStateException e) {
            throw new DemoFailure("The server did not start: see the lines marked SEVERE in " + server.log() + ", or "
                    + DemoSettings.OTHER_FOLDER);
        }
    }
}
