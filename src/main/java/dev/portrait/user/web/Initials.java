package dev.portrait.user.web;

import dev.portrait.user.User;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands for a user who has no picture.
 *
 * @param text one or two characters, as people see characters
 * @param hue of the ground, in degrees
 */
record Initials(String text, int hue) {

    // So many degrees that ids which follow each other look different: the golden angle.
    private static final double STEP = 137.508;
    private static final Pattern CHARACTER = Pattern.compile("\\X"); // a grapheme cluster
    private static final int MAX_CODE_UNITS = 16;
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="512" height="512" role="img">\
            <rect width="100" height="100" fill="hsl(%d,45%%,30%%)"/>\
            <text x="50" y="50" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="42" fill="#fff">%s</text>\
            </svg>
            """;

    static Initials of(User user) {
        return of(user.id(), user.realName().isBlank() ? user.username() : user.realName());
    }

    static Initials of(long id, String name) {
        String[] words = name.strip().split("\\s+", -1);
        String text = Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
                .map(Initials::firstCharacter)
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
        return new Initials(text, (int) (id % 360 * STEP % 360));
    }

    // What looks like one character may be many; but nobody needs more than a family of emoji takes.
    private static String firstCharacter(String word) {
        Matcher character = CHARACTER.matcher(word);
        String first = character.lookingAt() ? character.group() : "";
        return first.length() <= MAX_CODE_UNITS ? first : first.substring(0, first.offsetByCodePoints(0, 1));
    }

    String svg() {
        return SVG.formatted(
                hue, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
