package dev.portrait.user;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form in which texts are stored for search, and in which searches look for them: case and accents do not count. */
final class SearchText {

    /** The longest stored text, in characters. A search does not look further. */
    static final int MAX_LENGTH = 64;

    private static final int MAX_WORDS = 16;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private SearchText() {}

    /** Returns the form of a text. */
    static String of(String text) {
        return cut(fold(text), 0);
    }

    private static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String withoutAccents = MARKS.matcher(decomposed).replaceAll("");
        // First to upper case: sharp s becomes two letters, and the dotless i becomes i.
        String folded = withoutAccents.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return PlainText.strip(WHITE_SPACE.matcher(folded).replaceAll(" "));
    }

    /**
     * Returns the form of a name, and the form from each of its words on, of the first 16. So the beginning of a word, and of what
     * follows it, is the beginning of one of these texts.
     */
    static Set<String> fromEachWord(String name) {
        String folded = fold(name);
        Set<String> texts = new LinkedHashSet<>();
        if (!folded.isEmpty()) {
            texts.add(cut(folded, 0));
        }
        Matcher words = WORD.matcher(folded);
        while (texts.size() < MAX_WORDS && words.find()) {
            texts.add(cut(folded, words.start()));
        }
        return texts;
    }

    private static String cut(String text, int start) {
        int end = Math.min(text.length(), start + MAX_LENGTH);
        boolean half = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(start, half ? end - 1 : end);
    }
}
