package dev.portrait.security;

import dev.portrait.config.IdentityClaim;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads claims of a token as plain values. Some servers return JSON values, others Java types. */
final class TokenClaims {

    private TokenClaims() {}

    /** Returns the claim {@code user_id} if it is a positive 64-bit integer. A text or a fraction is not. */
    static Optional<Long> id(JsonWebToken token) {
        Object claim = token.getClaim(IdentityClaim.USER_ID.claim());
        if (!(claim instanceof JsonNumber) && !(claim instanceof Number)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(claim.toString()).longValueExact())
                    .filter(id -> id > 0);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty(); // a fraction, too large, or Infinity, which some servers make of 1e400
        }
    }

    /** Returns the claim {@code nbf}. If it is not a time, returns {@link Instant#MAX}, so that the token is never valid. */
    static Optional<Instant> notBefore(JsonWebToken token) {
        try {
            Object claim = token.getClaim("nbf");
            return claim == null || claim == JsonValue.NULL
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(new BigDecimal(claim.toString()).longValue()));
        } catch (ClassCastException | NumberFormatException | DateTimeException e) {
            return Optional.of(Instant.MAX); // thrown by Payara for an nbf that is not a number (seen in 6.2025.10)
        }
    }

    /** Returns the claim {@code groups}; empty if there is none, or if it is not an array. */
    static Set<String> groups(JsonWebToken token) {
        try {
            // Payara returns null for a token without groups (seen in 6.2025.10).
            Set<String> groups = token.getGroups();
            return groups == null ? Set.of() : groups;
        } catch (ClassCastException e) {
            return Set.of();
        }
    }

    /** Whether the claim is the boolean {@code true}, and not a text. */
    static boolean isTrue(JsonWebToken token, String name) {
        Object claim = token.getClaim(name);
        return Boolean.TRUE.equals(claim) || JsonValue.TRUE.equals(claim);
    }

    /** Returns the claim if it is a string. */
    static Optional<String> text(JsonWebToken token, String name) {
        try {
            Object claim = token.getClaim(name);
            if (claim instanceof JsonString json) {
                return Optional.of(json.getString());
            }
            return claim instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (ClassCastException e) {
            return Optional.empty(); // as for nbf
        }
    }
}
