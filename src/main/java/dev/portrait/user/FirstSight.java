package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.RequestId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Creates a user from the claims of a token with an unknown subject (contract §8). */
final class FirstSight {

    private static final Logger LOG = Logger.getLogger(FirstSight.class.getName());
    private static final String NAMELESS = "user";

    private final String subject;
    private final Function<String, Optional<String>> texts;
    private final Predicate<String> truths;

    /**
     * @param texts returns the text of a claim, or empty if the token has none
     * @param truths returns whether a claim is the boolean {@code true}
     */
    FirstSight(String subject, Function<String, Optional<String>> texts, Predicate<String> truths) {
        this.subject = subject;
        this.texts = texts;
        this.truths = truths;
    }

    /** Returns a new user. From the second attempt on, a random number is appended to the username, longer each time. */
    User user(int attempt, Instant now) {
        String email = texts.apply("email").flatMap(EmailAddress::parse).orElse("");
        boolean verified = !email.isEmpty() && truths.test("email_verified");
        return new User(Optional.of(subject), username(attempt), realName(attempt), email, verified, now);
    }

    private Username username(int attempt) {
        return username(
                claim("preferred_username")
                        .or(() -> claim("upn"))
                        .or(() -> claim("email").map(email -> email.replaceFirst("(?s)@.*", "")))
                        .orElse(NAMELESS),
                attempt);
    }

    /** Returns a username that resembles the text. From the second attempt on, a random number is appended, longer each time. */
    static Username username(String claimed, int attempt) {
        String cleaned = claimed.replaceAll("[^a-zA-Z0-9_-]", "_");
        String suffix = suffix(attempt);
        String cut = cleaned.substring(0, Math.min(cleaned.length(), Username.MAX_LENGTH - suffix.length()));
        return new Username((cut.matches(".*[a-zA-Z0-9].*") ? cut : NAMELESS) + suffix);
    }

    // Random, so that many people with the same name who arrive at once do not collide at every number.
    private static String suffix(int attempt) {
        if (attempt == 1) {
            return "";
        }
        long bound = (long) Math.pow(10, attempt - 1);
        return Long.toString(ThreadLocalRandom.current().nextLong(bound / 10, bound));
    }

    private String realName(int attempt) {
        try {
            return claim("name")
                    .map(name -> PlainText.parse(ProfileField.REAL_NAME, name).text())
                    .orElse("");
        } catch (RequestException e) {
            if (attempt == 1) {
                LOG.log(
                        Level.INFO,
                        RequestId.with("The claim name of a new user is not a valid real name, which stays empty: "
                                + e.getMessage()));
            }
            return "";
        }
    }

    private Optional<String> claim(String name) {
        return texts.apply(name).filter(text -> !PlainText.strip(text).isEmpty());
    }
}
