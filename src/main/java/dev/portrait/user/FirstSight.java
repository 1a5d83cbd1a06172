package dev.portrait.user;

import dev.portrait.error.RequestException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Makes a user of what a token claims about a subject that was never seen before (contract §8). */
final class FirstSight {

    private static final String NAMELESS = "user";

    private final String subject;
    private final Function<String, Optional<String>> claims;

    /** @param claims the text of a claim, empty where the token has none */
    FirstSight(String subject, Function<String, Optional<String>> claims) {
        this.subject = subject;
        this.claims = claims;
    }

    /** The user as the given attempt would have it: each further attempt appends a longer number to the username. */
    User user(int attempt, Instant now) {
        String email = claims.apply("email").flatMap(EmailAddress::parse).orElse("");
        boolean verified = !email.isEmpty() && claims.apply("email_verified").equals(Optional.of("true"));
        return new User(subject, username(attempt), realName(), email, verified, now);
    }

    private Username username(int attempt) {
        String claimed = claim("preferred_username")
                .or(() -> claim("upn"))
                .or(() -> claim("email").map(email -> email.replaceFirst("@.*", "")))
                .orElse(NAMELESS);
        String cleaned = claimed.replaceAll("[^a-zA-Z0-9_-]", "_");
        String suffix = suffix(attempt);
        String cut = cleaned.substring(0, Math.min(cleaned.length(), Username.MAX_LENGTH - suffix.length()));
        return new Username((cut.matches(".*[a-zA-Z0-9].*") ? cut : NAMELESS) + suffix);
    }

    // Drawn, not counted: many namesakes who arrive at once then do not meet at each number again.
    private static String suffix(int attempt) {
        if (attempt == 1) {
            return "";
        }
        long bound = (long) Math.pow(10, attempt - 1);
        return Long.toString(ThreadLocalRandom.current().nextLong(bound / 10, bound));
    }

    private String realName() {
        try {
            return claim("name")
                    .map(name -> PlainText.of(TextField.REAL_NAME, name).value())
                    .orElse("");
        } catch (RequestException e) {
            return "";
        }
    }

    private Optional<String> claim(String name) {
        return claims.apply(name).filter(text -> !text.isBlank());
    }
}
