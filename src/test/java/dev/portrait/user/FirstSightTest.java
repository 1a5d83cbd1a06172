package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstSightTest {

    // A strong reference, because java.util.logging holds loggers weakly.
    private static final Logger LOG = Logger.getLogger(FirstSight.class.getName());
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void takes_the_username_from_preferred_username_before_upn_before_email() {
        assertThat(user(Map.of("preferred_username", "ann", "upn", "upn", "email", "mail@x"))
                        .username())
                .isEqualTo("ann");
        assertThat(user(Map.of("upn", "upn", "email", "mail@x")).username()).isEqualTo("upn");
        assertThat(user(Map.of("email", "mail@x")).username()).isEqualTo("mail");
        assertThat(user(Map.of("preferred_username", "\u00A0\t", "upn", "upn")).username())
                .isEqualTo("upn");
    }

    @ParameterizedTest
    @CsvSource({
        "ann.example, ann_example",
        "ann@example.org, ann_example_org",
        "Ann Example, Ann_Example",
        "\u00E9ric, _ric",
        "\uD83D\uDE00ann, _ann",
        "a'b\"c<d>, a_b_c_d_"
    })
    void replaces_characters_that_usernames_cannot_contain(String claim, String username) {
        assertThat(user(Map.of("preferred_username", claim)).username()).isEqualTo(username);
    }

    @Test
    void replaces_line_breaks_and_nul_too() {
        assertThat(user(Map.of("preferred_username", "ann\n\u0000")).username()).isEqualTo("ann__");
    }

    @ParameterizedTest
    @ValueSource(strings = {"___", "@", "\u0394\u03B7\u03BC\u03AE\u03C4\u03C1\u03B7\u03C2", "...", "\uD83D\uDE00"})
    void uses_the_name_user_if_the_claim_has_no_letter_or_digit(String claim) {
        assertThat(user(Map.of("preferred_username", claim)).username()).isEqualTo("user");
        assertThat(sight(Map.of("preferred_username", claim)).user(3, NOW).username())
                .matches("user[0-9]{2}");
    }

    @Test
    void uses_the_name_user_without_claims() {
        assertThat(user(Map.of()).username()).isEqualTo("user");
        assertThat(user(Map.of("email", "@example.org")).username()).isEqualTo("user");
    }

    @Test
    void truncates_a_long_name() {
        assertThat(user(Map.of("preferred_username", "a".repeat(255))).username())
                .isEqualTo("a".repeat(255));
        assertThat(user(Map.of("preferred_username", "a".repeat(10_000))).username())
                .isEqualTo("a".repeat(255));
    }

    @Test
    void uses_the_name_user_if_truncation_removes_every_letter_and_digit() {
        assertThat(user(Map.of("preferred_username", ".".repeat(300) + "a")).username())
                .isEqualTo("user");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10})
    void appends_a_longer_number_at_each_attempt(int attempt) {
        assertThat(sight(Map.of("preferred_username", "ann")).user(attempt, NOW).username())
                .matches("ann[1-9][0-9]{" + (attempt - 2) + "}");
        assertThat(sight(Map.of("preferred_username", "a".repeat(300)))
                        .user(attempt, NOW)
                        .username())
                .hasSize(255)
                .matches("a+[1-9][0-9]{" + (attempt - 2) + "}");
    }

    @Test
    void takes_the_real_name_from_name() {
        assertThat(user(Map.of("name", " Ann O'Example ")).text(ProfileField.REAL_NAME))
                .isEqualTo("Ann O'Example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u00A0", "Ann\u0000", "Ann\nX", "Ann\uD83D", "Ann\uFFFD", "Ann\u202E", "A\u200Bnn"})
    void leaves_the_real_name_empty_if_the_claim_is_invalid(String name) {
        assertThat(user(Map.of("name", name)).text(ProfileField.REAL_NAME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"علی\u200Cرضا", "ශ\u0DCA\u200Dරියානි", "Ann 👩\u200D💻"})
    void takes_a_real_name_with_joiners_that_scripts_and_emoji_need(String name) {
        assertThat(user(Map.of("name", "\u00A0" + name + "\t")).text(ProfileField.REAL_NAME))
                .isEqualTo(name);
    }

    @Test
    void logs_once_why_a_name_was_refused_and_not_the_name() {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = handler(records);
        LOG.addHandler(handler);
        try {
            FirstSight sight = sight(Map.of("name", "Ann\u202E"));
            sight.user(1, NOW);
            sight.user(2, NOW);
            user(Map.of("name", "Ann"));
            user(Map.of());
        } finally {
            LOG.removeHandler(handler);
        }
        assertThat(records).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.INFO);
            assertThat(logged.getMessage())
                    .endsWith("The claim name of a new user is not a valid real name, which stays empty: "
                            + "[real_name.invalid.bidi_control]");
        });
    }

    private static Handler handler(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(logged);
            }

            @Override
            public void flush() {
                // nothing is buffered
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Test
    void leaves_the_real_name_empty_if_the_claim_is_too_long() {
        assertThat(user(Map.of("name", "x".repeat(255))).text(ProfileField.REAL_NAME))
                .hasSize(255);
        assertThat(user(Map.of("name", "x".repeat(256))).text(ProfileField.REAL_NAME))
                .isEmpty();
    }

    @Test
    void takes_the_email_and_whether_it_was_verified() {
        User verified = verified(Map.of("email", "ann@example.org"));
        assertThat(verified.text(ProfileField.EMAIL)).isEqualTo("ann@example.org");
        assertThat(verified.text(ProfileField.EMAIL_ISVALID)).isEqualTo("true");
        assertThat(user(Map.of("email", "ann@example.org")).text(ProfileField.EMAIL_ISVALID))
                .isEqualTo("false");
        assertThat(user(Map.of("email", "ann@example.org", "email_verified", "true"))
                        .text(ProfileField.EMAIL_ISVALID))
                .as("a string is not a boolean")
                .isEqualTo("false");
    }

    @Test
    void does_not_mark_a_refused_email_as_valid() {
        for (String invalid : new String[] {"", "ann", "ann@x\n", "ann@" + "x".repeat(251)}) {
            User user = verified(Map.of("email", invalid));
            assertThat(user.text(ProfileField.EMAIL)).isEmpty();
            assertThat(user.text(ProfileField.EMAIL_ISVALID)).isEqualTo("false");
        }
        assertThat(verified(Map.of()).text(ProfileField.EMAIL_ISVALID)).isEqualTo("false");
        assertThat(user(Map.of("email", "ann@" + "x".repeat(250))).text(ProfileField.EMAIL))
                .hasSize(254);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "a\u0000", "a\n", "\u007Fa", "a\uD83D", "\uDC00", "a\uFFFD"})
    void refuses_a_subject_that_a_database_cannot_store_unchanged(String text) {
        assertThat(Subject.isValid(text)).isFalse();
    }

    @Test
    void accepts_a_subject_of_up_to_255_characters() {
        assertThat(Subject.isValid("x".repeat(255))).isTrue();
        assertThat(Subject.isValid("x".repeat(256))).isFalse();
        assertThat(Subject.isValid("auth0|5f7c\u00E9 \uD83D\uDE00")).isTrue();
    }

    @Test
    void refuses_a_subject_in_the_form_of_an_erased_one() {
        assertThat(Subject.isValid(ErasedSubject.of("ann"))).isFalse();
        assertThat(Subject.isValid("~" + "0".repeat(64))).isFalse();
        assertThat(Subject.isValid("~" + "0".repeat(63))).isTrue();
        assertThat(Subject.isValid("~ann")).isTrue();
    }

    @Test
    void takes_the_username_from_the_email_up_to_the_first_at_sign() {
        assertThat(user(Map.of("email", "ann@x\nbob@y")).username()).isEqualTo("ann");
    }

    @Test
    void creates_an_approved_user() {
        User user = user(Map.of());
        assertThat(user.subject()).contains("subject");
        assertThat(user.text(ProfileField.DATE_JOINED)).isEqualTo(NOW.toString());
        assertThat(user.status()).isEqualTo(UserStatus.APPROVED);
    }

    private static User user(Map<String, String> claims) {
        return sight(claims).user(1, NOW);
    }

    private static FirstSight sight(Map<String, String> claims) {
        return new FirstSight("subject", name -> Optional.ofNullable(claims.get(name)), name -> false);
    }

    private static User verified(Map<String, String> claims) {
        return new FirstSight("subject", name -> Optional.ofNullable(claims.get(name)), "email_verified"::equals)
                .user(1, NOW);
    }
}
