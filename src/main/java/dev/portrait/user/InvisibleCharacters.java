package dev.portrait.user;

import dev.portrait.error.Reason;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Finds characters that are invisible or reorder others, unless a script or an emoji needs them (contract §2). */
final class InvisibleCharacters {

    private static final String BIDI_CONTROLS =
            "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    // Invisible although their category is letter, mark or symbol: combining grapheme joiner, Hangul and Khmer fillers,
    // Mongolian variation selectors, Braille blank.
    private static final String BLANKS = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    // UTS #51: Extended_Pictographic with the blocks that Unicode reserves for it. Java has the property from 21 on.
    private static final String PICTOGRAPH = "[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u21AA\u231A-\u23FF\u24C2"
            + "\u25AA-\u25FE\u2600-\u27BF\u2934\u2935\u2B05-\u2B55\u3030\u303D\u3297\u3299"
            + "\\x{1F000}-\\x{1FAFF}\\x{1FC00}-\\x{1FFFD}]";
    private static final String EMOJI = PICTOGRAPH + "[\uFE0E\uFE0F]?[\\x{1F3FB}-\\x{1F3FF}]?";

    // Java lacks the property Joining_Type. From Unicode's ArabicShaping.txt: letters that join a neighbour, and those
    // among them that do not join the next letter (type R).
    private static final String JOINING =
            "[\\p{Lo}\\p{Lu}\\p{Ll}&&[\\p{IsArabic}\\p{IsSyriac}\\p{IsMandaic}\\p{IsNko}\\p{IsMongolian}\\p{IsAdlam}"
                    + "\\p{IsHanifi_Rohingya}]&&[^\u0621\u0674\u0861\u0866\u0883-\u0885\u0887\u08AD\u1880-\u1884"
                    + "\uFB50-\uFEFF\\x{1EE00}-\\x{1EEFF}]]";
    private static final String NOT_JOINING_NEXT = "[\u0622-\u0625\u0627\u0629\u062F-\u0632\u0648\u0671-\u0673"
            + "\u0675-\u0677\u0688-\u0699\u06C0\u06C3-\u06CB\u06CD\u06CF\u06D2-\u06D5\u06EE\u06EF\u0710\u0715-\u0719"
            + "\u071E\u0728\u072A\u072C\u072F\u074D\u0759-\u075B\u076B\u076C\u0771\u0773\u0774\u0778\u0779\u0840\u0846"
            + "\u0847\u0849\u0854\u0856-\u0858\u0867\u0869\u086A\u0870-\u0882\u088E\u08AA-\u08AC\u08AE\u08B1\u08B2\u08B9"
            + "\\x{10D22}]";
    private static final String MARKS = "\\p{Mn}{0,4}";

    private static final Pattern NEEDED = Pattern.compile(String.join(
            "|",
            "[#*0-9]\uFE0F\u20E3",
            "\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{3,6}\\x{E007F}", // flags of regions
            EMOJI + "(?:\u200D" + EMOJI + ")*+",
            // RFC 5892, appendix A.1
            "(?<=(?!" + NOT_JOINING_NEXT + ")" + JOINING + MARKS + ")\u200C(?=" + MARKS + JOINING + ")",
            // Unicode, sections 12.2, 12.8 and 13.2: a joiner before the virama selects another conjunct
            "(?<=[\\p{Lo}&&[\\p{IsBengali}\\p{IsKannada}\\p{IsSinhala}]])\u200D(?=[\u09CD\u0CCD\u0DCA])",
            "[\\p{IsIdeographic}\\p{IsMyanmar}\\p{IsPhags_Pa}&&\\p{L}][\uFE00-\uFE02\\x{E0100}-\\x{E01EF}]",
            "(?<=[\\p{IsMongolian}&&\\p{L}])(?:[\u180B-\u180D\u180F]|\u180E(?=[\\p{IsMongolian}&&\\p{L}]))"));
    private static final Pattern JOINER = Pattern.compile("[\u200C\u200D]");

    private InvisibleCharacters() {}

    /** Returns why a character is refused where nothing needs it, or {@link Reason#NONE} for a visible character. */
    static Reason fault(int codePoint) {
        if (BIDI_CONTROLS.indexOf(codePoint) >= 0) {
            return Reason.BIDI_CONTROL;
        }
        return isInvisible(codePoint) ? Reason.INVISIBLE_CHARACTER : Reason.NONE;
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default ->
                BLANKS.indexOf(codePoint) >= 0
                        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
        };
    }

    /** Returns why a text is refused, or {@link Reason#NONE} if its script or an emoji needs each invisible character. */
    static Reason fault(String text) {
        String withoutJoined =
                JOINER.matcher(text).replaceAll(joiner -> followsVirama(text, joiner.start()) ? "" : joiner.group());
        return NEEDED.matcher(withoutJoined)
                .replaceAll("")
                .codePoints()
                .mapToObj(InvisibleCharacters::fault)
                .filter(fault -> fault != Reason.NONE)
                .findFirst()
                .orElse(Reason.NONE);
    }

    // RFC 5892, appendices A.1 and A.2: canonical combining class 9. Java reveals the class only by the order of marks
    // after
    // normalization: U+3099 has class 8, U+05B0 has class 10.
    private static boolean followsVirama(String text, int index) {
        if (index == 0) {
            return false;
        }
        String mark = Character.toString(text.codePointBefore(index));
        return isOrdered(mark) && !isOrdered(mark + '\u3099') && !isOrdered('\u05B0' + mark);
    }

    private static boolean isOrdered(String marks) {
        return Normalizer.isNormalized(marks, Normalizer.Form.NFD);
    }
}
