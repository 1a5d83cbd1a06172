package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.EffectiveSettings.Setting;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings for tokens")
class TokenSettingsTest {

    private static final String KEY = "mp.jwt.verify.publickey";
    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String ISSUER = "mp.jwt.verify.issuer";

    @Test
    @DisplayName("are recorded only where they are set, without the key and without secrets of its address")
    void recorded_without_secrets() {
        SettingsReader reader =
                reader(Map.of(KEY, "MIIB…", LOCATION, "https://ann:pw@id.example/certs?token=x", ISSUER, "id"));

        TokenSettings settings = new TokenSettings(reader);

        assertThat(settings.key()).contains("MIIB…");
        assertThat(settings.location()).contains("https://ann:pw@id.example/certs?token=x");
        assertThat(reader.effective().settings())
                .containsExactly(
                        new Setting(ISSUER, "id", Optional.of("the map")),
                        new Setting(KEY, "(a key)", Optional.of("the map")),
                        new Setting(LOCATION, "https://id.example/certs", Optional.of("the map")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', true",
        "a key, '', '', true",
        "'', '', issuer, true",
        "a key, '', issuer, false",
        "'', file:keys.json, issuer, false"
    })
    @DisplayName("accept no token without a key and an issuer")
    void need_a_key_and_an_issuer(String key, String location, String issuer, boolean refusesEveryToken) {
        TokenSettings settings = new TokenSettings(reader(Map.of(KEY, key, LOCATION, location, ISSUER, issuer)));

        assertThat(settings.refusesEveryToken()).isEqualTo(refusesEveryToken);
    }

    @ParameterizedTest
    @CsvSource({
        "a key, https://id.example/certs, the setting mp.jwt.verify.publickey",
        "'', https://ann:pw@id.example/certs?token=x, https://id.example/certs",
        "'', '', nowhere"
    })
    @DisplayName("say where the key comes from")
    void source_of_the_key(String key, String location, String source) {
        assertThat(new TokenSettings(reader(Map.of(KEY, key, LOCATION, location))).keySource())
                .isEqualTo(source);
    }

    private static SettingsReader reader(Map<String, String> values) {
        return new SettingsReader(key -> Optional.ofNullable(values.get(key)), key -> "the map");
    }
}
