package dev.portrait.demo;

import dev.portrait.it.TokenMinter;
import dev.portrait.it.server.PayaraMicro;
import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the WAR on Payara Micro until Ctrl-C, with a provider at which people sign in by a click. The data folder is kept;
 * the signing key is in memory only.
 */
public final class Demo {

    private static final Path WORK = Path.of("target", "demo").toAbsolutePath();

    private static final Map<String, String> ANNS_TEXTS = Map.of(
            "description", "Structural engineer, bridges and towers",
            "location", "Genoa, Italy",
            "website", "https://bridges.example/ann",
            "gender", "Female",
            "bio", """
            I design footbridges, and cross the old ones on my bicycle.
            At work you find me with the facade team on the third floor. Ask me about steel, timber and good coffee.""");
    private static final Map<String, String> BOBS_TEXTS = Map.of(
            "description", "Runs the print workshop",
            "location", "Lagos, Nigeria",
            "website", "https://prints.example/",
            "gender", "Male",
            "bio", """
            Letterpress, screen print and everything that smells of ink.
            I teach a class each Thursday. Beginners are welcome.""");

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
        try (DemoProvider provider = DemoProvider.start(minter, settings.port());
                RunningServer server =
                        PayaraMicro.start(WORK, settings.port(), environment(settings, minter, provider))) {
            Files.write(WORK.resolve("photo.jpg"), Photos.photo());
            awaitReady(server);
            DemoUser ann = user(DemoAccount.ANN, provider, server);
            ann.introduce(ANNS_TEXTS, Map.of("avatar", Face.ANN.png(), "cover", Landscape.EVENING.png()));
            DemoUser bob = user(DemoAccount.BOB, provider, server);
            bob.introduce(BOBS_TEXTS, Map.of("avatar", Face.BOB.png(), "cover", Landscape.MORNING.png()));
            user(DemoAccount.OLGA, provider, server);
            System.out.println(new Instructions(server.baseUri(), ann.id(), settings.data(), server.log()));
            server.awaitEnd();
            throw new DemoFailure("The server ended unexpectedly: see the last lines of " + server.log() + ".");
        }
    }

    private static DemoUser user(DemoAccount account, DemoProvider provider, RunningServer server)
            throws IOException, InterruptedException, DemoFailure {
        String token = provider.tokens().access(account, Duration.ofHours(8));
        Files.writeString(WORK.resolve(account.username() + ".token"), token);
        return DemoUser.signedIn(account, token, server.baseUri());
    }

    private static Map<String, String> environment(DemoSettings settings, TokenMinter minter, DemoProvider provider)
            throws IOException {
        Map<String, String> environment =
                new HashMap<>(minter.settings(minter.writePublicKey(WORK.resolve("key.pem"))));
        environment.put("mp.jwt.verify.issuer", provider.issuer().toString());
        environment.put("mp.jwt.verify.audiences", TokenMinter.AUDIENCE);
        environment.put("portrait.oidc.client-id", DemoTokens.CLIENT);
        environment.put("portrait.identity.claim", "sub");
        environment.put("portrait.data.dir", settings.data().toString());
        environment.put("portrait.visibility", "*=public"); // the first request has no token
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
