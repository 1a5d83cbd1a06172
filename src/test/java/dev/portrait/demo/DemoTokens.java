package dev.portrait.demo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portrait.it.TokenMinter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Signs the tokens of the demo's provider. */
record DemoTokens(TokenMinter minter, URI issuer) {

    static final String CLIENT = "portrait-demo";
    private static final Duration SHORT = Duration.ofMinutes(5);

    /** A token for the API. */
    String access(DemoAccount account, Duration validity) {
        return minter.sign(claims(account, validity)
                .claim("groups", account.roles())
                .claim("email", account.username() + "@example.org")
                .claim("email_verified", true)
                .build());
    }

    /** The answer of the token endpoint (OpenID Connect Core 1.0, section 3.1.3.3). */
    Map<String, Object> answer(DemoAccount account, String refreshToken, String nonce) {
        return Map.of(
                "access_token", access(account, SHORT),
                "token_type", "Bearer",
                "expires_in", SHORT.toSeconds(),
                "refresh_token", refreshToken,
                "id_token",
                        minter.sign(claims(account, SHORT)
                                .audience(CLIENT)
                                .claim("typ", "ID")
                                .claim("nonce", nonce)
                                .build()));
    }

    private JWTClaimsSet.Builder claims(DemoAccount account, Duration validity) {
        return TokenMinter.claims(account.subject(), validity)
                .issuer(issuer.toString())
                .claim("preferred_username", account.username())
                .claim("name", account.displayName());
    }
}
