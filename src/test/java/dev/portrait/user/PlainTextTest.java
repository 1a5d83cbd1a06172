package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
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
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000b",
                "a\tb",
                "\ta",
                "a\u001Fb",
                "a\u007Fb",
                "a\u0080b",
                "a\u0085b",
                "a\u009Fb",
                "a\uD83Db",
                "a\uD83D",
                "\uDE00a",
                "\uDE00\uD83D",
                "a\uFFFDb",
                "a\uFFFEb",
                "a\uFFFF",
                "\uFDD0",
                "\uFDEF",
                "\uD83F\uDFFE",
                "\uDBFF\uDFFF",
                "a\u000Bb",
                "a\u001Bb",
                "a\rb",
                "a\r",
                "\ra",
                "a\r\r\nb",
                "a\n\rb"
            })
    void refuses_control_characters_and_broken_ones_in_every_field(String raw) {
        for (TextField field : TextField.values()) {
            assertRefused(field, raw, ErrorCode.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\n", "\na", "a\r\nb"})
    void refuses_line_breaks_in_every_field_but_the_bio(String raw) {
        assertRefused(TextField.REAL_NAME, raw, ErrorCode.INVALID);
        assertRefused(TextField.LOCATION, raw, ErrorCode.INVALID);
        assertRefused(TextField.DESCRIPTION, raw, ErrorCode.INVALID);
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
    @ValueSource(
            strings = {
                "Ann\u202Exe",
                "\u2066Ann\u2069",
                "Ann\u200B",
                "\u200DAnn",
                "An\u00ADn",
                "\uFEFFAnn",
                "Ann\u2060",
                "Ann\u061C",
                "Ann\u180E",
                "Ann\u3164",
                "\u2800",
                "Ann\u2028",
                "A\u034Fnn",
                "Ann\uDB40\uDC41"
            })
    void refuses_in_a_name_what_turns_letters_round_or_cannot_be_seen(String raw) {
        assertRefused(TextField.REAL_NAME, raw, ErrorCode.INVALID);
        assertThat(PlainText.of(TextField.BIO, "x" + raw + "x").value()).isEqualTo("x" + raw + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"José Ángel", "Jose\u0301", "王小明", "محمد", "O’Brien-Smith", "ᚠ", "\u2764\uFE0F", "नमस्ते"})
    void takes_names_of_all_scripts(String name) {
        assertThat(PlainText.of(TextField.REAL_NAME, name).value()).isEqualTo(name);
    }

    private static void assertRefused(TextField field, String raw, ErrorCode code) {
        Refusals.assertRefused(() -> PlainText.of(field, raw), field.field(), code);
    }
}
