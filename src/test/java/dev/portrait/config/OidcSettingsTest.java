package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings for signing in on the pages")
class OidcSettingsTest {

    private static final String CLIENT = "portrait.oidc.client-id";
    private static final String ISSUER = "mp.jwt.verify.issuer";

    @Test
    @DisplayName("take the issuer of tokens as the authority, exactly as it is")
    void authority_is_the_issuer_of_tokens() {
        Settings settings = TestSettings.read(Map.of(CLIENT, "pages", ISSUER, "https://id.example/"));

        assertThat(settings.oidc().authority()).contains("https://id.example/");
    }

    @ParameterizedTest
    @CsvSource({"portrait-demo", "http://id.example", "''"})
    @DisplayName("need an authority if the issuer of tokens is no secure address")
    void need_an_authority(String issuer) {
        assertThatThrownBy(() -> TestSettings.read(Map.of(CLIENT, "pages", ISSUER, issuer)))
                .hasMessage(
                        "Portrait cannot start: portrait.oidc.authority must be set where portrait.oidc.client-id is and"
                                + " mp.jwt.verify.issuer is no https address.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ID.example:443/realms/a?b, ''",
        "https://ID.example:443/realms/a, https://id.example",
        "https://id.example:8443, https://id.example:8443",
        "http://127.0.0.1:80/x, http://127.0.0.1",
        "http://localhost:9000, http://localhost:9000",
        "http://[::1]:9000/x, http://[::1]:9000",
        "http://localhost.example, ''",
        "http://id.example, ''",
        "https://id.example;script-src, ''",
        "'https://id.example *', ''",
        "https://*.example, ''",
        "https://a@id.example, ''",
        "https://id.example?x, ''",
        "javascript:alert(1), ''"
    })
    @DisplayName("know the origin of an address if it is secure")
    void origin_of_a_secure_address(String address, String origin) {
        assertThat(OidcSettings.originOf(address).orElse("")).isEqualTo(origin);
    }
}
