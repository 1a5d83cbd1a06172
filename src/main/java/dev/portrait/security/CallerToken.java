package dev.portrait.security;

import dev.portrait.config.IdentityClaim;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What Portrait reads of a verified token. Claims that several checks of a request need are read once, because servers convert a claim at
 * each call.
 *
 * @param user whether the token has the role {@code user}
 * @param administrator whether the token has the role {@code admin}
 * @param id the claim {@code user_id}, if it identifies callers
 * @param texts returns the text of a claim, or empty if the claim is not a text
 * @param truths returns whether a claim is the boolean {@code true}
 */
record CallerToken(
        boolean user,
        boolean administrator,
        Optional<String> subject,
        Optional<Long> id,
        Function<String, Optional<String>> texts,
        Predicate<String> truths) {

    /** Stands for no token: without roles and without a user. */
    static final CallerToken NONE = new CallerToken(
            false, false, Optional.empty(), Optional.empty(), claim -> Optional.empty(), claim -> false);

    static CallerToken of(JsonWebToken token, IdentityClaim identity) {
        Set<String> groups = TokenClaims.groups(token);
        return new CallerToken(
                groups.contains("user"),
                groups.contains("admin"),
                TokenClaims.text(token, IdentityClaim.SUB.claim()),
                // Open Liberty 25.0.0.9 throws and catches an exception for each claim that the specification does not
                // list.
                identity == IdentityClaim.USER_ID ? TokenClaims.id(token) : Optional.empty(),
                claim -> TokenClaims.text(token, claim),
                claim -> TokenClaims.isTrue(token, claim));
    }
}
