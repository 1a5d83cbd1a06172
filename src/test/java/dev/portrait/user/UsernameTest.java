package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("changes the default locale of the JVM")
class UsernameTest {

    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "Ann", "_a", "a-", "-_9_-", "0", "null", "me"})
    void accepts_letters_digits_underscores_and_hyphens(String name) {
        assertThat(Username.parse(name).text()).isEqualTo(name);
    }

    @Test
    void accepts_255_characters_and_refuses_256() {
        assertThat(Username.parse("a".repeat(255)).text()).hasSize(255);
        assertRefused("a".repeat(256), ErrorCode.MAX_LENGTH);
    }

    @Test
    void counts_the_length_without_surrounding_white_space() {
        assertThat(Username.parse("  " + "a".repeat(255) + " ").text()).hasSize(255);
    }

    @Test
    void counts_code_points() {
        assertRefused(EMOJI.repeat(255), ErrorCode.INVALID);
        assertRefused(EMOJI.repeat(256), ErrorCode.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "\t", "\n", "\r\n", "\u00A0", "\u2007\u202F", "\u2028", "\u0085"})
    void trims_white_space(String blank) {
        assertThat(Username.parse(blank + "ann" + blank).text()).isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\u2003", "\n", "\t", "\u00A0"})
    void refuses_empty_text_and_white_space_as_blank(String raw) {
        assertRefused(raw, ErrorCode.BLANK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann\nx", "ann\r\nx", "ann\rx", "ann\tx", "ann\u0085x"})
    void refuses_a_line_break_or_tab_inside_the_name(String raw) {
        assertInvalid(raw, Reason.LINE_BREAK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_", "-", "__", "_-_", "---"})
    void refuses_a_name_without_any_letter_or_digit(String raw) {
        assertInvalid(raw, Reason.NO_LETTER_OR_DIGIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a.b",
                "a@b",
                "a/b",
                "ann\u2028x",
                "ann" + EMOJI,
                "\u00E9ric",
                "\u0661\u0662", // Arabic-Indic digits
                "\u0131", // Turkish dotless i
                "\u0130stanbul", // Turkish dotted capital I
                "\u212Aelvin", // the Kelvin sign, whose lower case is k
                "\uFF41nn", // full-width a
                "an\u200Bn",
                "ann\u00A0x"
            })
    void refuses_any_other_character(String raw) {
        assertInvalid(raw, Reason.BAD_CHARACTER);
    }

    @ParameterizedTest
    @CsvSource({
        "'ann\u0000', CONTROL_CHARACTER",
        "'\u0000', CONTROL_CHARACTER",
        "'ann\u007F', CONTROL_CHARACTER",
        "'ann\uFFFD', NOT_UTF_8",
        "'ann\uD83D', UNPAIRED_SURROGATE",
        "'\uDE00ann', UNPAIRED_SURROGATE"
    })
    void refuses_control_and_malformed_characters(String raw, Reason reason) {
        assertInvalid(raw, reason);
    }

    @Test
    void keeps_its_case_and_has_a_lower_case_key() {
        assertThat(Username.parse("AnnIE").text()).isEqualTo("AnnIE");
        assertThat(Username.parse("AnnIE").key()).isEqualTo("annie");
    }

    @Test
    void has_the_same_key_in_the_turkish_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Username.parse("TITI").key()).isEqualTo("titi");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void is_also_validated_by_its_constructor() {
        Refusals.assertRefused(() -> new Username("ann\n"), "username", ErrorCode.INVALID);
    }

    private static void assertInvalid(String raw, Reason reason) {
        Refusals.assertInvalid(() -> Username.parse(raw), "username", reason);
    }

    private static void assertRefused(String raw, ErrorCode code) {
        Refusals.assertRefused(() -> Username.parse(raw), "username", code);
    }
}
