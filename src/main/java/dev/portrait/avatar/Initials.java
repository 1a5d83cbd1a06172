package dev.portrait.avatar;

import dev.portrait.contract.ProfileField;
import dev.portrait.user.visibility.View;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The initials of a user without a picture.
 *
 * @param text one or two grapheme clusters
 * @param hue the hue of the background, in degrees
 */
public record Initials(String text, int hue) {

    // The golden angle: colours of consecutive ids differ clearly.
    private static final double STEP = 137.508;
    private static final Pattern CHARACTER = Pattern.compile("\\X"); // a grapheme cluster
    private static final int MAX_CODE_UNITS = 16;
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="512" height="512" role="img">\
            <rect width="100" height="100" fill="hsl(%d,45%%,30%%)"/>\
            <text x="50" y="50" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="42" fill="#fff">%s</text>\
            </svg>
            """;

    /** Returns the initials of the real name, or of the username if the view has no real name. */
    public static Initials of(View view) {
        String realName = view.text(ProfileField.REAL_NAME);
        return of(
                Long.parseLong(view.text(ProfileField.ID)),
                realName.isBlank() ? view.text(ProfileField.USERNAME) : realName);
    }

    static Initials of(long id, String name) {
        return new Initials(letters(name), (int) (id % 360 * STEP % 360));
    }

    /** Returns the first characters of the first and the last word of a name, in upper case. */
    static String letters(String name) {
        String[] words = name.strip().split("\\s+", -1);
        return Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
                .map(Initials::firstCharacter)
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    // A grapheme cluster can have any number of code points. A family of emoji has fewer than this limit.
    private static String firstCharacter(String word) {
        Matcher character = CHARACTER.matcher(word);
        String first = character.lookingAt() ? character.group() : "";
        return first.length() <= MAX_CODE_UNITS ? first : first.substring(0, first.offsetByCodePoints(0, 1));
    }

    /** Returns them as an SVG picture. */
    public String svg() {
        return SVG.formatted(
                hue, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
