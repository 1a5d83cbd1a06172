package dev.portrait.platform.body;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Value and parameters of {@code Content-Type} or {@code Content-Disposition}. Parsing accepts every text and never fails; the servers'
 * parsers accept different texts.
 *
 * @param value the text before the first semicolon, in lower case
 * @param parameters by name in lower case, without quotes; the first of a name wins
 */
record HeaderValue(String value, Map<String, String> parameters) {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

    static HeaderValue parse(String header) {
        Map<String, String> parameters = new HashMap<>();
        int semicolon = indexOf(header, ';', 0);
        String value = header.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        while (semicolon < header.length()) {
            int from = semicolon + 1;
            semicolon = indexOf(header, ';', from);
            String parameter = header.substring(from, semicolon);
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String text = parameter.substring(equals + 1).strip();
            if (text.startsWith("\"")) {
                int quote = header.indexOf('"', from) + 1;
                int end = endOfQuoted(header, quote);
                text = header.substring(quote, end);
                semicolon = indexOf(header, ';', end);
            }
            parameters.putIfAbsent(name, text);
        }
        return new HeaderValue(value, parameters);
    }

    /** Whether the value is a media type without wildcards (RFC 6838 section 4.2). */
    boolean isMediaType() {
        return MEDIA_TYPE.matcher(value).matches();
    }

    private static int endOfQuoted(String header, int from) {
        int at = from;
        while (at < header.length() && header.charAt(at) != '"') {
            at += header.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, header.length());
    }

    /** Returns the index of the character, or the length of the header if it does not occur. */
    private static int indexOf(String header, char wanted, int from) {
        int at = header.indexOf(wanted, from);
        return at < 0 ? header.length() : at;
    }
}
