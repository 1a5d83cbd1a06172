package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.portrait.it.server.PayaraMicro;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A restart")
class RestartIT {

    @Test
    @DisplayName(
            "keeps profiles and pictures (ES256, a key set, an audience, a public address); without a configured key every token is refused, and the log says so")
    void keeps_everything_and_trusts_nobody_without_a_key() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "restart");
        TokenMinter minter = new TokenMinter(JWSAlgorithm.ES256);
        Map<String, String> storage = Map.of(
                "portrait.data.dir",
                folder.resolve("data").toAbsolutePath().toString(),
                "portrait.identity.claim",
                "sub",
                "portrait.public-url",
                "https://portrait.example/profiles");
        Map<String, String> settings = new HashMap<>(storage);
        settings.putAll(minter.settings(minter.writeKeySet(folder.resolve("keys.json"))));
        settings.put("mp.jwt.verify.publickey.algorithm", "ES256");
        settings.put("mp.jwt.verify.audiences", "portrait,another");
        int port = ServerProcess.freePort();

        Person ann;
        JsonObject before;
        try (RunningServer server =
                PayaraMicro.start(folder.resolve("first"), port, settings).awaitReady()) {
            Portrait portrait = new Portrait(server.baseUri(), minter);
            for (Object audience : new Object[] {"elsewhere", List.of()}) {
                portrait.get("api/v2/user/me/", minter.token("ann", Map.of("aud", audience)))
                        .refused(401, "authentication_failed");
            }
            ann = portrait.person("ann", Map.of("aud", List.of("portrait", "elsewhere")));
            ann.put(new Multipart().text("bio", "stays").file("avatar", Photos.jpeg(300, 200)))
                    .user();
            before = portrait.get(ann.path()).user();
            assertThat(before.getString("avatar")).startsWith("https://portrait.example/profiles/media/");
        }

        Map<String, String> withoutKey = new HashMap<>(storage);
        withoutKey.put("portrait.db.migrate", "false");
        try (RunningServer server =
                PayaraMicro.start(folder.resolve("second"), port, withoutKey).awaitAnswer()) {
            Portrait portrait = new Portrait(server.baseUri(), minter);

            assertThat(portrait.get(ann.path()).user()).isEqualTo(before);
            assertThat(portrait.get(before.getString("avatar").replace("https://portrait.example/profiles/", ""))
                            .status())
                    .isEqualTo(200);
            assertThat(Files.readString(server.log())).contains("every token is refused");
            Answer health = portrait.get("api/v2/health/");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().getString("keys")).startsWith("down: ").contains("no key or no issuer");
            assertThat(health.json().getString("database")).isEqualTo("up");
            portrait.get("api/v2/user/me/", ann.token()).refused(401, "authentication_failed");
            ann.form("PUT", Map.of("bio", "written")).refused(401, "authentication_failed");
            assertThat(portrait.get(ann.path()).user()).isEqualTo(before);
        }
    }
}
