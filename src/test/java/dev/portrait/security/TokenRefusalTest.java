package dev.portrait.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.TokenSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRefusalTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String HEADER = "{'alg':'RS256','typ':'JWT','kid':'k'}";
    private static final String CLAIMS =
            "{'iss':'https://identity.example','aud':['other','portrait'],'exp':1800000600,"
                    + "'iat':1800000000,'jti':'x','sub':'ann','groups':['user'],'realm_access':{'aud':'x','iss':'y'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'aud':['other','portrait']|'aud':'portrait'|SIGNATURE",
                "'groups':['user']|'typ':'Bearer'|SIGNATURE",
                "'groups':['user']|'typ':'ID'|PURPOSE",
                "'groups':['user']|'typ':'Refresh'|PURPOSE",
                "https://identity.example|https://identity.example/|ISSUER",
                "'iss':'https://identity.example',||ISSUER",
                "'portrait'|'portraits'|AUDIENCE",
                "'aud':['other','portrait'],||AUDIENCE",
                "1800000600|1799999900|EXPIRED",
                "1800000600|1799999960|SIGNATURE",
                "1800000600|'soon'|EXPIRED",
                "1800000600|1e999999999|EXPIRED",
                "1800000600|99999999999999999999|EXPIRED",
                "'exp':1800000600,||EXPIRED",
                "'iat'|'nbf':1800000900,'iat'|NOT_YET",
                "'iat'|'nbf':1800000030,'iat'|SIGNATURE",
                "'jti':'x',||ID",
                "'iat':1800000000,||ISSUE_TIME"
            })
    void is_found_in_the_claims(String claim, String replacement, TokenRefusal refusal) {
        String changed = CLAIMS.replace(claim, replacement == null ? "" : replacement);
        assertThat(changed).isNotEqualTo(CLAIMS);
        assertThat(diagnose(HEADER, changed)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'RS256'|'ES256'|SIGNATURE",
                "'RS256'|'HS256'|ALGORITHM",
                "'RS256'|'none'|ALGORITHM",
                "'alg':'RS256',||ALGORITHM",
                "'typ':'JWT',||TYPE",
                "'typ':'JWT',|'typ':'at+jwt',|TYPE"
            })
    void is_found_in_the_header(String member, String replacement, TokenRefusal refusal) {
        assertThat(diagnose(HEADER.replace(member, replacement == null ? "" : replacement), CLAIMS))
                .isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "bearer x.y.z, SCHEME",
        "Basic eDp5, SCHEME",
        "Bearer, SCHEME",
        "Bearer x, MALFORMED",
        "Bearer x.y.z, MALFORMED"
    })
    void is_found_in_a_header_without_a_token(String authorization, TokenRefusal refusal) {
        assertThat(TokenRefusal.diagnose(authorization, settings(), NOW)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{'exp':}", "{'exp':1800000600", "\u0000"})
    void is_found_if_the_claims_are_not_an_object(String claims) {
        assertThat(diagnose(HEADER, claims)).isIn(TokenRefusal.MALFORMED, TokenRefusal.ISSUER);
    }

    @Test
    void is_found_in_a_token_of_any_depth_or_length() {
        assertThat(diagnose(HEADER, "[".repeat(5_000))).isEqualTo(TokenRefusal.MALFORMED);
        assertThat(diagnose(HEADER, "{'a':".repeat(2_000))).isEqualTo(TokenRefusal.MALFORMED);
        assertThat(diagnose(HEADER, CLAIMS.replace("'x'", "'" + "x".repeat(1 << 20) + "'")))
                .isEqualTo(TokenRefusal.MALFORMED);
    }

    @Test
    void is_not_the_audience_if_none_is_configured() {
        TokenSettings settings = new TokenSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://identity.example"),
                Optional.empty());
        assertThat(TokenRefusal.diagnose(header(HEADER, CLAIMS.replace("portrait", "x")), settings, NOW))
                .isEqualTo(TokenRefusal.SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource
    void has_an_explanation_of_one_line(TokenRefusal refusal) {
        assertThat(refusal.explanation()).isNotBlank().matches("\\p{Print}+");
    }

    private static TokenRefusal diagnose(String header, String claims) {
        return TokenRefusal.diagnose(header(header, claims), settings(), NOW);
    }

    private static String header(String header, String claims) {
        return "Bearer " + encode(header) + "." + encode(claims) + ".signature";
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static TokenSettings settings() {
        return new TokenSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://identity.example"),
                Optional.of("portal, portrait"));
    }
}
