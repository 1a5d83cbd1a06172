package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.it.server.PayaraMicro;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.picture.Photos;
import dev.portrait.platform.persistence.FirstVersion;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("own-server")
@DisplayName("An upgrade followed by a restart")
class RestartIT {

    private static final Map<String, Object> AUDIENCE = Map.of("aud", List.of("portrait", "elsewhere"));

    private final TokenMinter minter = new TokenMinter(JWSAlgorithm.ES256);
    private final int port = ServerProcess.freePort();
    private final Path folder;
    private final Map<String, String> storage;

    RestartIT() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "restart");
        storage = Map.of(
                "portrait.data.dir",
                folder.resolve("data").toAbsolutePath().toString(),
                "portrait.identity.claim",
                "sub",
                "portrait.public-url",
                "https://portrait.example/profiles");
    }

    @Test
    @DisplayName(
            "keeps profiles and pictures (H2, ES256, a key set, an audience, a public URL); without a configured key every token is refused and the log says so")
    void keep_everything_and_trust_nobody_without_a_key() throws Exception {
        FirstVersion.create(database());
        Map<String, String> settings = new HashMap<>(storage);
        settings.putAll(minter.settings(minter.writeKeySet(folder.resolve("keys.json"))));
        settings.put("mp.jwt.verify.publickey.algorithm", "ES256");
        settings.put("mp.jwt.verify.audiences", "portrait,another");

        Person ann;
        Person zoe;
        JsonObject annBefore;
        JsonObject zoeBefore;
        try (RunningServer server =
                PayaraMicro.start(folder.resolve("first"), port, settings).awaitReady()) {
            Portrait portrait = new Portrait(server.baseUri(), minter);
            assertOtherAudiencesRefused(portrait);
            zoe = new Person(portrait, 1, minter.token("f3b0", AUDIENCE));
            assertUserOfFirstVersionServed(zoe);
            zoeBefore = portrait.get(zoe.path()).user();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(Path.of(storage.get("portrait.data.dir"), "portrait.mv.db"))))
                    .isEqualTo("rw-------");

            ann = portrait.person("ann", AUDIENCE);
            ann.put(new Multipart().text("bio", "stays").file("avatar", Photos.jpeg(300, 200)))
                    .user();
            annBefore = portrait.get(ann.path()).user();
            assertThat(annBefore.getString("avatar")).startsWith("https://portrait.example/profiles/media/");
        }

        Map<String, String> withoutKey = new HashMap<>(storage);
        withoutKey.put("portrait.db.migrate", "false");
        try (RunningServer server =
                PayaraMicro.start(folder.resolve("second"), port, withoutKey).awaitAnswer()) {
            Portrait portrait = new Portrait(server.baseUri(), minter);

            assertThat(portrait.get(zoe.path()).user()).isEqualTo(zoeBefore);
            assertThat(portrait.get(ann.path()).user()).isEqualTo(annBefore);
            assertThat(portrait.get(annBefore.getString("avatar").replace("https://portrait.example/profiles/", ""))
                            .status())
                    .isEqualTo(200);
            assertThat(Files.readString(server.log())).contains("every token is refused");
            Answer health = portrait.get("api/v2/health/");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().getString("keys")).startsWith("down: ").contains("no key or no issuer");
            assertThat(health.json().getString("database")).isEqualTo("up");
            portrait.get("api/v2/user/me/", ann.token()).refused(401, "authentication_failed");
            ann.form("PUT", Map.of("bio", "written")).refused(401, "authentication_failed");
            assertThat(portrait.get(ann.path()).user()).isEqualTo(annBefore);
        }
    }

    /** Returns the default database of Portrait. */
    private DataSource database() {
        Settings settings = new Settings(new SettingsReader(key -> Optional.ofNullable(storage.get(key))));
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(settings.dbUrl());
        database.setUser(settings.dbUser());
        database.setPassword(settings.dbPassword());
        return database;
    }

    private void assertOtherAudiencesRefused(Portrait portrait) {
        for (Object audience : new Object[] {"elsewhere", List.of()}) {
            portrait.get("api/v2/user/me/", minter.token("ann", Map.of("aud", audience)))
                    .refused(401, "authentication_failed");
        }
    }

    private static void assertUserOfFirstVersionServed(Person zoe) {
        JsonObject user = zoe.profile();
        assertThat(user.getString("username")).isEqualTo("Zoe");
        assertThat(user.getString("real_name")).isEqualTo("Zoë Ångström");
        assertThat(user.getString("bio")).isEqualTo("née \uD83D\uDE00");
        assertThat(user.getString("date_of_birth")).isEqualTo("1904-02-29");
        assertThat(user.getString("avatar")).endsWith(FirstVersion.AVATAR);
        assertThat(user.getString("cover")).endsWith(FirstVersion.COVER);
        assertThat(zoe.form("PUT", Map.of("bio", "changed")).user().getString("bio"))
                .isEqualTo("changed");
        JsonObject avatars =
                zoe.portrait().get("api/v2/user/avatar/", zoe.token()).json();
        assertThat(avatars.getJsonArray("results")).hasSize(1);
    }
}
