package dev.portrait.platform;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of an address.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port empty where none is given
 */
record Authority(String host, OptionalInt port) {

    // Stricter than a URI: no character may end a url('…') or a string in a page that links are written into.
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{0,5}))?");

    static Optional<Authority> parse(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        if (!authority.matches()) {
            return Optional.empty();
        }
        if (authority.group(2) == null || authority.group(2).isEmpty()) {
            return Optional.of(new Authority(authority.group(1), OptionalInt.empty()));
        }
        return port(authority.group(2)).map(port -> new Authority(authority.group(1), OptionalInt.of(port)));
    }

    /** A port number, or empty where the text is none. */
    static Optional<Integer> port(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port >= 1 && port <= 65535);
    }

    Authority orPort(Optional<Integer> otherwise) {
        return port.isPresent() || otherwise.isEmpty() ? this : new Authority(host, OptionalInt.of(otherwise.get()));
    }

    /** The text in an address of that scheme, whose default port is left out. */
    String in(String scheme) {
        int standard = scheme.equals("https") ? 443 : 80;
        return port.isEmpty() || port.getAsInt() == standard ? host : host + ":" + port.getAsInt();
    }
}
