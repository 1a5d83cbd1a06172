package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

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

    // The logging framework holds loggers weakly.
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
    void replaces_characters_outside_the_rule(String claim, String username) {
        assertThat(user(Map.of("preferred_username", claim)).username()).isEqualTo(username);
    }

    @Test
    void replaces_line_breaks_and_nul_too() {
        assertThat(user(Map.of("preferred_username", "ann\n\u0000")).username()).isEqualTo("ann__");
    }

    @ParameterizedTest
    @ValueSource(strings = {"___", "@", "\u0394\u03B7\u03BC\u03AE\u03C4\u03C1\u03B7\u03C2", "...", "\uD83D\uDE00"})
    void names_a_user_whose_claim_has_nothing_usable_user(String claim) {
        assertThat(user(Map.of("preferred_username", claim)).username()).isEqualTo("user");
        assertThat(sight(Map.of("preferred_username", claim)).user(3, NOW).username())
                .matches("user[0-9]{2}");
    }

    @Test
    void names_a_user_without_any_claim_user() {
        assertThat(user(Map.of()).username()).isEqualTo("user");
        assertThat(user(Map.of("email", "@example.org")).username()).isEqualTo("user");
    }

    @Test
    void cuts_a_long_name() {
        assertThat(user(Map.of("preferred_username", "a".repeat(255))).username())
                .isEqualTo("a".repeat(255));
        assertThat(user(Map.of("preferred_username", "a".repeat(10_000))).username())
                .isEqualTo("a".repeat(255));
    }

    @Test
    void names_a_user_whose_name_is_usable_only_beyond_the_cut_user() {
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
        assertThat(user(Map.of("name", " Ann O'Example ")).realName()).isEqualTo("Ann O'Example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u00A0", "Ann\u0000", "Ann\nX", "Ann\uD83D", "Ann\uFFFD", "Ann\u202E", "A\u200Bnn"})
    void leaves_the_real_name_empty_where_name_is_unfit(String name) {
        assertThat(user(Map.of("name", name)).realName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"علی\u200Cرضا", "ශ\u0DCA\u200Dරියානි", "Ann 👩\u200D💻"})
    void takes_a_real_name_with_what_scripts_and_emoji_need(String name) {
        assertThat(user(Map.of("name", "\u00A0" + name + "\t")).realName()).isEqualTo(name);
    }

    @Test
    void logs_once_and_without_the_name_why_it_was_refused() {
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
                    .endsWith("The claim name of a new user was refused, so the real name is empty: "
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
    void leaves_the_real_name_empty_where_name_is_too_long() {
        assertThat(user(Map.of("name", "x".repeat(255))).realName()).hasSize(255);
        assertThat(user(Map.of("name", "x".repeat(256))).realName()).isEmpty();
    }

    @Test
    void takes_the_email_and_whether_it_is_verified() {
        User verified = verified(Map.of("email", "ann@example.org"));
        assertThat(verified.managed().email()).isEqualTo("ann@example.org");
        assertThat(verified.managed().emailValid()).isTrue();
        assertThat(user(Map.of("email", "ann@example.org")).managed().emailValid())
                .isFalse();
        assertThat(user(Map.of("email", "ann@example.org", "email_verified", "true"))
                        .managed()
                        .emailValid())
                .as("a text is no boolean")
                .isFalse();
    }

    @Test
    void verifies_no_email_that_is_not_kept() {
        for (String unfit : new String[] {"", "ann", "ann@x\n", "ann@" + "x".repeat(251)}) {
            User user = verified(Map.of("email", unfit));
            assertThat(user.managed().email()).isEmpty();
            assertThat(user.managed().emailValid()).isFalse();
        }
        assertThat(verified(Map.of()).managed().emailValid()).isFalse();
        assertThat(user(Map.of("email", "ann@" + "x".repeat(250))).managed().email())
                .hasSize(254);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "a\u0000", "a\n", "\u007Fa", "a\uD83D", "\uDC00", "a\uFFFD"})
    void takes_no_subject_that_a_database_would_not_give_back(String text) {
        assertThat(FirstSight.isSubject(text)).isFalse();
    }

    @Test
    void takes_a_subject_of_up_to_255_characters() {
        assertThat(FirstSight.isSubject("x".repeat(255))).isTrue();
        assertThat(FirstSight.isSubject("x".repeat(256))).isFalse();
        assertThat(FirstSight.isSubject("auth0|5f7c\u00E9 \uD83D\uDE00")).isTrue();
    }

    @Test
    void takes_no_subject_of_the_form_in_which_erased_ones_are_kept() {
        assertThat(FirstSight.isSubject(User.erased("ann"))).isFalse();
        assertThat(FirstSight.isSubject("~" + "0".repeat(64))).isFalse();
        assertThat(FirstSight.isSubject("~" + "0".repeat(63))).isTrue();
        assertThat(FirstSight.isSubject("~ann")).isTrue();
    }

    @Test
    void takes_the_username_from_the_email_up_to_the_first_at_sign() {
        assertThat(user(Map.of("email", "ann@x\nbob@y")).username()).isEqualTo("ann");
    }

    @Test
    void makes_an_approved_user_of_the_subject() {
        User user = user(Map.of());
        assertThat(user.subject()).contains("subject");
        assertThat(user.dateJoined()).isEqualTo(NOW);
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
