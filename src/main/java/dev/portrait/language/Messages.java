package dev.portrait.language;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The messages in one language (contract §4). */
public final class Messages {

    /** The languages that have messages, as language tags (RFC 5646). */
    public static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "it");

    private static final String RANGE = "[ \\t]*+(?:\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,3})[ \\t]*+";
    private static final String WEIGHTED = RANGE + "(?:;[ \\t]*+[Qq]=(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)[ \\t]*+)?";

    // The grammar of RFC 9110, and more ranges than people choose in a browser. For other headers, the JDK's
    // parser throws undeclared exceptions (",,,"), and its lookup takes seconds ("*-*-*-…"; seen in 17.0.15).
    private static final Pattern ACCEPT_LANGUAGE = Pattern.compile(WEIGHTED + "(?:," + WEIGHTED + "){0,19}");

    // Without a fallback, the language of the machine would take the place of English.
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final Map<String, Messages> BY_LANGUAGE =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Messages::new));

    private final Locale locale;
    private final ResourceBundle bundle;

    private Messages(String language) {
        locale = Locale.forLanguageTag(language);
        bundle = ResourceBundle.getBundle("dev.portrait.messages", locale, NO_FALLBACK);
    }

    public static Messages english() {
        return in("en");
    }

    /**
     * Returns the messages in the language that a caller prefers, by lookup (RFC 4647 section 3.4).
     *
     * @param acceptLanguage the header (RFC 9110 section 12.5.4); if it is null, malformed or too long, or names none of the languages,
     *     the messages are English
     */
    public static Messages accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || !ACCEPT_LANGUAGE.matcher(acceptLanguage).matches()) {
            return english();
        }
        String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage.replace('\t', ' ')), LANGUAGES);
        return tag == null ? english() : in(tag);
    }

    private static Messages in(String language) {
        Messages messages = BY_LANGUAGE.get(language);
        if (messages == null) {
            throw new IllegalArgumentException(language);
        }
        return messages;
    }

    /** Returns the language tag, for {@code Content-Language} and the attribute {@code lang}. */
    public String language() {
        return locale.toLanguageTag();
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** Returns a message, with numbers in the form of the language. */
    public String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
