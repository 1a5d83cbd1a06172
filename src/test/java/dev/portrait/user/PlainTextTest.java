package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
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
    private static final List<ProfileField> TEXTS =
            List.of(ProfileField.REAL_NAME, ProfileField.BIO, ProfileField.LOCATION, ProfileField.DESCRIPTION);

    @ParameterizedTest
    @CsvSource({
        "REAL_NAME, real_name, 255",
        "BIO, bio, 10000",
        "LOCATION, location, 100",
        "DESCRIPTION, description, 50"
    })
    void has_the_limits_of_the_contract(ProfileField field, String name, int limit) {
        assertThat(field.key()).isEqualTo(name);
        assertThat(field.maxLength()).isEqualTo(limit);
    }

    @ParameterizedTest
    @EnumSource(names = {"REAL_NAME", "BIO", "LOCATION", "DESCRIPTION"})
    void accepts_a_text_at_the_limit_and_refuses_one_character_more(ProfileField field) {
        assertThat(PlainText.parse(field, "x".repeat(field.maxLength())).text()).hasSize(field.maxLength());
        assertRefused(field, "x".repeat(field.maxLength() + 1), ErrorCode.MAX_LENGTH);
    }

    @ParameterizedTest
    @EnumSource(names = {"REAL_NAME", "BIO", "LOCATION", "DESCRIPTION"})
    void counts_code_points(ProfileField field) {
        String full = EMOJI.repeat(field.maxLength());
        assertThat(PlainText.parse(field, full).text()).isEqualTo(full);
        assertRefused(field, full + EMOJI, ErrorCode.MAX_LENGTH);
    }

    @ParameterizedTest
    @EnumSource(names = {"REAL_NAME", "BIO", "LOCATION", "DESCRIPTION"})
    void counts_after_trimming(ProfileField field) {
        String full = "x".repeat(field.maxLength());
        assertThat(PlainText.parse(field, " " + full + " \u2003").text()).isEqualTo(full);
    }

    @Test
    void counts_a_crlf_in_the_bio_as_one_character() {
        String text = "x\r\n".repeat(4_999) + "xy";
        assertThat(PlainText.parse(ProfileField.BIO, text).text()).hasSize(10_000);
        assertRefused(ProfileField.BIO, text + "z", ErrorCode.MAX_LENGTH);
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
    void refuses_control_and_malformed_characters_in_every_field(String raw, Reason reason) {
        for (ProfileField field : TEXTS) {
            Refusals.assertInvalid(() -> PlainText.parse(field, raw), field.key(), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\n\nb"})
    void refuses_line_breaks_and_tabs_inside_all_fields_except_the_bio(String raw) {
        for (ProfileField field : List.of(ProfileField.REAL_NAME, ProfileField.LOCATION, ProfileField.DESCRIPTION)) {
            Refusals.assertInvalid(() -> PlainText.parse(field, raw), field.key(), Reason.LINE_BREAK);
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
    void trims_every_kind_of_white_space(String blank) {
        for (ProfileField field : TEXTS) {
            assertThat(PlainText.parse(field, blank + "Ann O" + blank).text()).isEqualTo("Ann O");
            assertThat(PlainText.parse(field, blank).text()).isEmpty();
        }
    }

    @Test
    void keeps_no_break_spaces_inside_a_text() {
        assertThat(PlainText.parse(ProfileField.REAL_NAME, "Ann\u00A0O\u202F2").text())
                .isEqualTo("Ann\u00A0O\u202F2");
    }

    @Test
    void replaces_tabs_in_the_bio_with_spaces() {
        assertThat(PlainText.parse(ProfileField.BIO, "\ta\tb\n\tc\t").text()).isEqualTo("a b\n c");
    }

    @Test
    void replaces_crlf_in_the_bio_with_line_feeds() {
        assertThat(PlainText.parse(ProfileField.BIO, "a\r\n\r\nb\nc\r\n").text())
                .isEqualTo("a\n\nb\nc");
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
    void keeps_any_other_text_unchanged(String raw) {
        assertThat(PlainText.parse(ProfileField.BIO, raw).text()).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource({
        "'Ann\u202Exe', BIDI_CONTROL",
        "'Ann\u200B', INVISIBLE_CHARACTER",
        "'\u200DAnn', INVISIBLE_CHARACTER",
        "'A\u200Cnn', INVISIBLE_CHARACTER",
        "'Ann\uFE0F', INVISIBLE_CHARACTER"
    })
    void refuses_bidirectional_controls_and_invisible_characters_in_names_only(String raw, Reason reason) {
        Refusals.assertInvalid(() -> PlainText.parse(ProfileField.REAL_NAME, raw), "real_name", reason);
        assertThat(PlainText.parse(ProfileField.BIO, raw).text()).isEqualTo(raw);
        assertThat(PlainText.parse(ProfileField.LOCATION, raw).text()).isEqualTo(raw);
        assertThat(PlainText.parse(ProfileField.DESCRIPTION, raw).text()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"علی\u200Cرضا", "ශ\u0DCA\u200Dරියානි", "Ann 👩\u200D💻", "José Ángel", "\u2764\uFE0F"})
    void accepts_names_in_all_scripts_and_with_emoji(String name) {
        assertThat(PlainText.parse(ProfileField.REAL_NAME, name).text()).isEqualTo(name);
    }

    private static void assertRefused(ProfileField field, String raw, ErrorCode code) {
        Refusals.assertRefused(() -> PlainText.parse(field, raw), field.key(), code);
    }
}
