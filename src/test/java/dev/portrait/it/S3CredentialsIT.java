package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.PayaraMicro;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.media.S3Server;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On Payara Micro, whose environment is all that it is told. */
@DisplayName("With a bucket whose access key is not among the settings")
class S3CredentialsIT {

    // A look for the key takes two; the rest is for a busy machine.
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int UPLOADS = 6;

    private final TokenMinter minter = new TokenMinter();
    private final Path folder;

    S3CredentialsIT() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "credentials");
    }

    @Test
    @DisplayName("the key is the one in the environment of the process")
    void environment() throws IOException, InterruptedException {
        try (S3Server s3 = S3Server.start(folder)) {
            Map<String, String> settings = new HashMap<>(s3.settings());
            settings.put("AWS_ACCESS_KEY_ID", settings.remove("portrait.media.s3.access-key"));
            settings.put("AWS_SECRET_ACCESS_KEY", settings.remove("portrait.media.s3.secret-key"));
            try (RunningServer server = start(settings).awaitReady()) {
                Person ann = new Portrait(server.baseUri(), minter).person();
                ann.put(avatar()).user();
                assertThat(s3.keys()).hasSize(1);
            }
        }
    }

    @Test
    @DisplayName("where there is none, and the machine never tells, pictures are refused soon, and the reason is said")
    void none() throws Exception {
        try (S3Server s3 = S3Server.start(folder);
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = new HashMap<>(s3.settings());
            settings.keySet().removeIf(key -> key.endsWith("-key"));
            settings.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort());
            try (RunningServer server = start(settings).awaitAnswer()) {
                Portrait portrait = new Portrait(server.baseUri(), minter);
                Person ann = portrait.person();
                ann.form("PUT", Map.of("bio", "text goes on")).user();

                List<Duration> taken = AtOnce.run(Collections.nCopies(UPLOADS, ann), S3CredentialsIT::refusal);

                assertThat(taken).allMatch(time -> time.compareTo(SOON) < 0);
                assertThat(portrait.get("api/v2/health/").json().getString("media"))
                        .isEqualTo("down: no access key for the bucket was found");
                assertThat(server.logText())
                        .contains("No access key for the bucket is set, and none was found in the environment");
            }
        }
    }

    private RunningServer start(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(minter.settings(minter.writePublicKey(folder.resolve("key.pem"))));
        settings.put("portrait.identity.claim", "sub");
        settings.put(
                "portrait.data.dir", folder.resolve("data").toAbsolutePath().toString());
        settings.putAll(more);
        return PayaraMicro.start(folder.resolve("server"), ServerProcess.freePort(), settings);
    }

    private static Duration refusal(Person person) {
        Instant start = Instant.now();
        person.put(avatar()).refused(503, "unavailable");
        return Duration.between(start, Instant.now());
    }

    private static Multipart avatar() {
        return new Multipart().file("avatar", Photos.jpeg(60, 40));
    }
}
