package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource({
        "REAL_NAME, real_name, 255",
        "BIO, bio, 10000",
        "LOCATION, location, 100",
        "DESCRIPTION, description, 50"
    })
    void has_the_limits_of_the_contract(TextField field, String name, int limit) {
        assertThat(field.field()).isEqualTo(name);
        assertThat(field.maxLength()).isEqualTo(limit);
    }

    @ParameterizedTest
    @EnumSource
    void accepts_a_text_of_the_limit_and_refuses_one_character_more(TextField field) {
        assertThat(PlainText.of(field, "x".repeat(field.maxLength())).value()).hasSize(field.maxLength());
        assertRefused(field, "x".repeat(field.maxLength() + 1), ErrorCode.MAX_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void counts_code_points(TextField field) {
        String full = EMOJI.repeat(field.maxLength());
        assertThat(PlainText.of(field, full).value()).isEqualTo(full);
        assertRefused(field, full + EMOJI, ErrorCode.MAX_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void counts_after_trimming(TextField field) {
        String full = "x".repeat(field.maxLength());
        assertThat(PlainText.of(field, " " + full + " \u2003").value()).isEqualTo(full);
    }

    @Test
    void counts_a_crlf_of_the_bio_as_the_one_line_break_that_it_becomes() {
        String text = "x\r\n".repeat(4_999) + "xy";
        assertThat(PlainText.of(TextField.BIO, text).value()).hasSize(10_000);
        assertRefused(TextField.BIO, text + "z", ErrorCode.MAX_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0000', CONTROL_CHARACTER",
        "'\u0000a', CONTROL_CHARACTER",
        "'a\u0000b', CONTROL_CHARACTER",
        "'a\u001C', CONTROL_CHARACTER",
        "'a\u001Fb', CONTROL_CHARACTER",
        "'a\u007Fb', CONTROL_CHARACTER",
        "'a\u0080b', CONTROL_CHARACTER",
        "'a\u009Fb', CONTROL_CHARACTER",
        "'a\u001Bb', CONTROL_CHARACTER",
        "'a\u0085b', LINE_BREAK",
        "'a\u000Bb', LINE_BREAK",
        "'a\fb', LINE_BREAK",
        "'a\rb', LINE_BREAK",
        "'a\r\r\nb', LINE_BREAK",
        "'a\n\rb', LINE_BREAK",
        "'a\uD83Db', UNPAIRED_SURROGATE",
        "'a\uD83D', UNPAIRED_SURROGATE",
        "'\uDE00a', UNPAIRED_SURROGATE",
        "'\uDE00\uD83D', UNPAIRED_SURROGATE",
        "'a\uFFFDb', NOT_UTF_8",
        "'Jos\uFFFD', NOT_UTF_8",
        "'a\uFFFEb', NONCHARACTER",
        "'a\uFFFF', NONCHARACTER",
        "'\uFDD0', NONCHARACTER",
        "'\uFDEF', NONCHARACTER",
        "'\uD83F\uDFFE', NONCHARACTER",
        "'\uDBFF\uDFFF', NONCHARACTER"
    })
    void refuses_control_characters_and_broken_ones_in_every_field(String raw, Reason reason) {
        for (TextField field : TextField.values()) {
            Refusals.assertInvalid(() -> PlainText.of(field, raw), field.field(), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\n\nb"})
    void refuses_line_breaks_and_tabs_within_every_field_but_the_bio(String raw) {
        for (TextField field : List.of(TextField.REAL_NAME, TextField.LOCATION, TextField.DESCRIPTION)) {
            Refusals.assertInvalid(() -> PlainText.of(field, raw), field.field(), Reason.LINE_BREAK);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\n",
                "\r\n",
                "\r",
                "\u000B\f",
                "\u0085",
                "\u00A0",
                "\u1680",
                "\u2003",
                "\u2007",
                "\u2028\u2029",
                "\u202F",
                "\u205F",
                "\u3000",
                " \t\u00A0\r\n\u2007\u202F "
            })
    void trims_white_space_of_every_kind(String blank) {
        for (TextField field : TextField.values()) {
            assertThat(PlainText.of(field, blank + "Ann O" + blank).value()).isEqualTo("Ann O");
            assertThat(PlainText.of(field, blank).value()).isEmpty();
        }
    }

    @Test
    void keeps_no_break_spaces_within_a_text() {
        assertThat(PlainText.of(TextField.REAL_NAME, "Ann\u00A0O\u202F2").value())
                .isEqualTo("Ann\u00A0O\u202F2");
    }

    @Test
    void makes_a_tab_of_the_bio_a_space() {
        assertThat(PlainText.of(TextField.BIO, "\ta\tb\n\tc\t").value()).isEqualTo("a b\n c");
    }

    @Test
    void makes_every_crlf_of_the_bio_a_line_feed() {
        assertThat(PlainText.of(TextField.BIO, "a\r\n\r\nb\nc\r\n").value()).isEqualTo("a\n\nb\nc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>&amp;</b>",
                "<script>alert('x')</script>",
                "Robert'); DROP TABLE portrait_user;--",
                "${jndi:ldap://x/y}",
                "%00 \\u0000 \\n",
                "\uD83D\uDC69\u200D\uD83D\uDC67", // a family, joined by U+200D
                "\u05E9\u05DC\u05D5\u05DD \u202Bx\u202C",
                "e\u0301"
            })
    void keeps_every_other_text_as_it_is(String raw) {
        assertThat(PlainText.of(TextField.BIO, raw).value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource({
        "'Ann\u202Exe', BIDI_CONTROL",
        "'Ann\u200B', INVISIBLE_CHARACTER",
        "'\u200DAnn', INVISIBLE_CHARACTER",
        "'A\u200Cnn', INVISIBLE_CHARACTER",
        "'Ann\uFE0F', INVISIBLE_CHARACTER"
    })
    void refuses_in_a_name_only_what_turns_letters_round_or_cannot_be_seen(String raw, Reason reason) {
        Refusals.assertInvalid(() -> PlainText.of(TextField.REAL_NAME, raw), "real_name", reason);
        assertThat(PlainText.of(TextField.BIO, raw).value()).isEqualTo(raw);
        assertThat(PlainText.of(TextField.LOCATION, raw).value()).isEqualTo(raw);
        assertThat(PlainText.of(TextField.DESCRIPTION, raw).value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"علی\u200Cرضا", "ශ\u0DCA\u200Dරියානි", "Ann 👩\u200D💻", "José Ángel", "\u2764\uFE0F"})
    void takes_names_of_all_scripts_and_with_emoji(String name) {
        assertThat(PlainText.of(TextField.REAL_NAME, name).value()).isEqualTo(name);
    }

    private static void assertRefused(TextField field, String raw, ErrorCode code) {
        Refusals.assertRefused(() -> PlainText.of(field, raw), field.field(), code);
    }
}
