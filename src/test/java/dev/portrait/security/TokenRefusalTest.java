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
        assertThat(of(HEADER, changed)).isEqualTo(refusal);
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
        assertThat(of(HEADER.replace(member, replacement == null ? "" : replacement), CLAIMS))
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
    void is_found_in_what_is_no_token(String authorization, TokenRefusal refusal) {
        assertThat(TokenRefusal.of(authorization, settings(), NOW)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{'exp':}", "{'exp':1800000600", "\u0000"})
    void is_found_where_the_claims_are_no_object(String claims) {
        assertThat(of(HEADER, claims)).isIn(TokenRefusal.MALFORMED, TokenRefusal.ISSUER);
    }

    @Test
    void is_found_in_a_token_of_any_depth_or_length() {
        assertThat(of(HEADER, "[".repeat(5_000))).isEqualTo(TokenRefusal.MALFORMED);
        assertThat(of(HEADER, "{'a':".repeat(2_000))).isEqualTo(TokenRefusal.MALFORMED);
        assertThat(of(HEADER, CLAIMS.replace("'x'", "'" + "x".repeat(1 << 20) + "'")))
                .isEqualTo(TokenRefusal.MALFORMED);
    }

    @Test
    void asks_for_no_audience_where_none_is_configured() {
        TokenSettings settings = new TokenSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://identity.example"),
                Optional.empty());
        assertThat(TokenRefusal.of(header(HEADER, CLAIMS.replace("portrait", "x")), settings, NOW))
                .isEqualTo(TokenRefusal.SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource
    void has_an_explanation_of_one_line(TokenRefusal refusal) {
        assertThat(refusal.explanation()).isNotBlank().matches("\\p{Print}+");
    }

    private static TokenRefusal of(String header, String claims) {
        return TokenRefusal.of(header(header, claims), settings(), NOW);
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
