package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleCharactersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "علی\u200Cرضا",
                "شاه\u200Cپور",
                "علی\u200Cاکبر",
                "مه\u200Cلقا",
                "بی\u200Cبی",
                "فریبرز نیک\u200Cپی",
                "سه\u200Cند",
                "گل\u200Cاندام بی\u200Cنیاز",
                "بِ\u200Cبَ", // with marks
                "عَلِیّ\u200Cرِضا",
                "كه\u200Cريم", // Kurdish
                "به\u200Cهار",
                "بن\u200Cیامین", // Urdu
                "ݔ\u200Cب",
                "ܒ\u200Cܒ", // Syriac
                "ߊ\u200Cߋ", // N'Ko
                "\uD83A\uDD22\u200C\uD83A\uDD23", // Adlam
                "\uD803\uDD01\u200C\uD803\uDD02" // Hanifi Rohingya
            })
    void accepts_a_non_joiner_that_separates_cursive_letters(String name) {
        assertAccepted(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "श\u094D\u200Dरी", // Devanagari
                "क\u094D\u200Cष",
                "गर\u094D\u200Dयो",
                "র\u09CD\u200Dয", // Bengali
                "র\u200D\u09CDযাচেল",
                "ৰ\u200D\u09CDয",
                "ਕ\u0A4D\u200Dਹ", // Gurmukhi
                "ક\u0ACD\u200Dષ", // Gujarati
                "କ\u0B4D\u200Cଷ", // Oriya
                "க\u0BCD\u200Cஷ", // Tamil
                "రాజ\u0C4D\u200Cకుమార\u0C4D", // Telugu
                "రాజ\u0C4D\u200C",
                "ರ\u200D\u0CCDಯ", // Kannada
                "ರಾಜ\u0CCD\u200Cಕುಮಾರ\u0CCD",
                "മോഹന\u0D4D\u200Dലാല\u0D4D\u200D", // Malayalam
                "രാജന\u0D4D\u200D പിള്ള",
                "അച\u0D4D\u200Cയുതന\u0D4D",
                "ශ\u0DCA\u200Dරියානි", // Sinhala
                "ආචාර\u0DCA\u200Dය",
                "ක\u200D\u0DCAක",
                "က\u1039\u200Dက", // Myanmar
                "ក\u17D2\u200Dក", // Khmer
                "\uD804\uDD07\uD804\uDD33\u200D\uD804\uDD07", // Chakma
                "\uD804\uDC13\uD804\uDC46\u200D" // Brahmi
            })
    void accepts_a_joiner_that_shapes_a_conjunct(String name) {
        assertAccepted(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann 👩\u200D💻",
                "👩🏽\u200D🚀",
                "👨\u200D👩\u200D👧\u200D👦",
                "👩\u200D❤\uFE0F\u200D💋\u200D👨",
                "🧑🏻\u200D🤝\u200D🧑🏿",
                "🏳\uFE0F\u200D🌈",
                "🏳\uFE0F\u200D⚧\uFE0F",
                "🏴\u200D☠\uFE0F",
                "🕵🏽\u200D♂\uFE0F",
                "🐦\u200D🔥",
                "🚶\u200D➡\uFE0F",
                "😶\u200D🌫\uFE0F",
                "👩\u200D💻👩\u200D💻",
                "❤\uFE0F",
                "☺\uFE0E",
                "☝\uFE0F🏽",
                "✈\uFE0F Ann",
                "Ann™\uFE0F ©\uFE0F ®\uFE0F",
                "1\uFE0F\u20E3",
                "#\uFE0F\u20E3*\uFE0F\u20E3",
                "ℹ\uFE0F",
                "↔\uFE0F↩\uFE0F",
                "㊗\uFE0F〰\uFE0F",
                "🅰\uFE0F",
                "\uD83E\uDEE8\u200D\uD83E\uDEE8", // U+1FAE8, added in Unicode 15
                "\uD83E\uDEFF\u200D\uD83E\uDEFF", // U+1FAFF, not assigned yet
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F", // England
                "Ann 🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F!", // Scotland
                "🇮🇹 Ann",
                "😀"
            })
    void accepts_emoji_sequences(String name) {
        assertAccepted(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "葛\uDB40\uDD00城", // ideographic variation sequences
                "辻\uDB40\uDD01",
                "\uD842\uDFB7\uDB40\uDD00野",
                "\u4FAE\uFE00",
                "\u182E\u180B\u1823", // Mongolian variation selector and vowel separator
                "\u1828\u1820\u1837\u180E\u1820",
                "\u1000\uFE00" // Myanmar, dotted
            })
    void accepts_variation_sequences_of_letters(String name) {
        assertAccepted(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"José", "Jose\u0301", "王小明", "محمد", "O’Brien-Smith", "नमस्ते", "ދިވެހި", "กมล", "ᚠ", ""})
    void accepts_a_name_without_invisible_characters(String name) {
        assertAccepted(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\u200Cnn",
                "A\u200Dnn",
                "\u200CAnn",
                "Ann\u200C",
                "\u200DAnn",
                "Ann\u200D",
                "Анна\u200Cбелла",
                "א\u200Cב",
                "\u200Cعلی",
                "علی\u200C",
                "علی\u200C رضا",
                "علی\u200C\u200Cرضا",
                "علی\u200Dرضا", // RFC 5892, appendix A.2: only after a virama
                "دا\u200Cود", // follows a letter that does not join, so it has no effect
                "محمد\u200Cرضا",
                "و\u200Cب",
                "ب\u200Cء",
                "علی\u200CAnn",
                "Ann\u200Cرضا",
                "ب\u200C١",
                "ـ\u200Cب",
                "\uFE91\u200Cب",
                "ब\u200Cब",
                "ब\u200Dब",
                "बि\u200Cब",
                "ब\u094D\u200D\u200D",
                "\u200Dब\u094D",
                "র\u200Dয",
                "ब\u200D\u094D",
                "ക\u200Cക",
                "👩\u200D",
                "\u200D👩",
                "👩\u200D\u200D💻",
                "👩\u200DAnn",
                "Ann\u200D👩",
                "👩\u200C💻",
                "1\u200D2"
            })
    void refuses_joiners_elsewhere(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\uFE0Fnn",
                "Ann\uFE0F",
                "\uFE0FAnn",
                "1\uFE0F",
                "1\uFE0FAnn",
                "❤\uFE0F\uFE0F",
                "❤\uFE05",
                "ب\uFE0F",
                "葛\uFE0F",
                "葛\uDB40\uDD00\uDB40\uDD00",
                "A\uDB40\uDD00",
                "\u180BAnn",
                "Ann\u180E",
                "\u1820\u180E",
                "Ann\uDB40\uDC41",
                "🏴\uDB40\uDC67\uDB40\uDC62",
                "🏴\uDB40\uDC67\uDB40\uDC7F",
                "🏴\uDB40\uDC7F",
                "👩\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "🏴\uDB40\uDC48\uDB40\uDC49\uDB40\uDC4A\uDB40\uDC7F",
                "\uDB40\uDC01Ann",
                "\uDB40\uDC80Ann"
            })
    void refuses_variation_selectors_and_tags_elsewhere(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\u200B",
                "An\u00ADn",
                "\uFEFFAnn",
                "A\u2060nn",
                "Ann\u2062",
                "Ann\u3164",
                "\u2800",
                "\u115FAnn",
                "Ann\uFFA0",
                "A\u034Fnn",
                "An\u2028n",
                "An\u2029n",
                "Ann\u206A",
                "Ann\uFFF9",
                "\uD834\uDD73Ann",
                "សុខ\u200Bភា"
            })
    void refuses_every_other_invisible_character(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\u202Exe",
                "\u2066Ann\u2069",
                "Ann\u202A",
                "Ann\u202B",
                "Ann\u202D",
                "Ann\u200E",
                "محمد\u200F",
                "Ann\u061C",
                "👩\u200E\u200D💻"
            })
    void refuses_bidirectional_controls(String name) {
        assertThat(InvisibleCharacters.fault(name)).isEqualTo(Reason.BIDI_CONTROL);
    }

    private static void assertAccepted(String name) {
        assertThat(InvisibleCharacters.fault(name)).isEqualTo(Reason.NONE);
    }

    private static void assertRefused(String name) {
        assertThat(InvisibleCharacters.fault(name)).isEqualTo(Reason.INVISIBLE_CHARACTER);
    }
}
