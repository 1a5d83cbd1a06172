package dev.portrait.user;

import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.RequestId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes a user of what a token claims about a subject that was never seen before (contract §8). */
final class FirstSight {

    private static final Logger LOG = Logger.getLogger(FirstSight.class.getName());
    private static final String NAMELESS = "user";
    private static final int MAX_SUBJECT_LENGTH = 255; // OpenID Connect Core 1.0, section 2

    private final String subject;
    private final Function<String, Optional<String>> texts;
    private final Predicate<String> truths;

    /**
     * The subject as a user.
     *
     * @param texts the text of a claim, empty where the token has none
     * @param truths whether a claim is the boolean {@code true}
     */
    FirstSight(String subject, Function<String, Optional<String>> texts, Predicate<String> truths) {
        this.subject = subject;
        this.texts = texts;
        this.truths = truths;
    }

    /**
     * Whether a text can be a subject. What a database refuses (NUL) or its driver replaces (lone surrogates) cannot: two
     * subjects must not become one on their way there. The form in which erased subjects are kept is reserved (contract §8):
     * otherwise a token with such a subject would take the place of the erased one.
     */
    static boolean isSubject(String text) {
        return !text.isBlank()
                && text.length() <= MAX_SUBJECT_LENGTH
                && PlainText.fault(text) == Reason.NONE
                && !User.isErasedForm(text);
    }

    /** The user as the given attempt would have it: each further attempt appends a longer number to the username. */
    User user(int attempt, Instant now) {
        String email = texts.apply("email").flatMap(EmailAddress::parse).orElse("");
        boolean verified = !email.isEmpty() && truths.test("email_verified");
        return new User(subject, username(attempt), realName(attempt), email, verified, now);
    }

    private Username username(int attempt) {
        String claimed = claim("preferred_username")
                .or(() -> claim("upn"))
                .or(() -> claim("email").map(email -> email.replaceFirst("(?s)@.*", "")))
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

    private String realName(int attempt) {
        try {
            return claim("name")
                    .map(name -> PlainText.of(TextField.REAL_NAME, name).value())
                    .orElse("");
        } catch (RequestException e) {
            if (attempt == 1) {
                LOG.log(
                        Level.INFO,
                        RequestId.with("The claim name of a new user was refused, so the real name is empty: "
                                + e.getMessage()));
            }
            return "";
        }
    }

    private Optional<String> claim(String name) {
        return texts.apply(name).filter(text -> !PlainText.strip(text).isEmpty());
    }
}
