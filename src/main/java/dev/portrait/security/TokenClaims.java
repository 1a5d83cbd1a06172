package dev.portrait.security;

import dev.portrait.config.IdentityClaim;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The claims of a token as plain values: the servers hand them out as JSON values or as Java's own. */
final class TokenClaims {

    private TokenClaims() {}

    /** The positive 64-bit integer of the claim {@code user_id}; a text or a fraction is none. */
    static Optional<Long> id(JsonWebToken token) {
        Object claim = token.getClaim(IdentityClaim.USER_ID.claim());
        if (!(claim instanceof JsonNumber) && !(claim instanceof Number)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(claim.toString()).longValueExact())
                    .filter(id -> id > 0);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty(); // a fraction, too large, or what a server makes of 1e400: Infinity
        }
    }

    /** The claim {@code nbf}; one that is no time is as good as the end of time. */
    static Optional<Instant> notBefore(JsonWebToken token) {
        try {
            Object claim = token.getClaim("nbf");
            return claim == null || claim == JsonValue.NULL
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(new BigDecimal(claim.toString()).longValue()));
        } catch (ClassCastException | NumberFormatException | DateTimeException e) {
            return Optional.of(Instant.MAX); // Payara casts any claim nbf to a number
        }
    }

    /** Whether the claim is the boolean {@code true}; a text that says so is not. */
    static boolean isTrue(JsonWebToken token, String name) {
        Object claim = token.getClaim(name);
        return Boolean.TRUE.equals(claim) || JsonValue.TRUE.equals(claim);
    }

    /** The claim if it is a string. */
    static Optional<String> text(JsonWebToken token, String name) {
        Object claim = token.getClaim(name);
        if (claim instanceof JsonString json) {
            return Optional.of(json.getString());
        }
        return claim instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
