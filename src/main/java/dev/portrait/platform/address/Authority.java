package dev.portrait.platform.address;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port empty if the URL has no port
 */
record Authority(String host, OptionalInt port) {

    // Stricter than a URI: no character can end a url('…') or a string in a page that contains the link.
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{0,5}))?");

    /** Parses {@code host} or {@code host:port}; empty if the text is malformed. */
    static Optional<Authority> parse(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        if (!authority.matches()) {
            return Optional.empty();
        }
        if (authority.group(2) == null || authority.group(2).isEmpty()) {
            return Optional.of(new Authority(authority.group(1), OptionalInt.empty()));
        }
        return parsePort(authority.group(2)).map(port -> new Authority(authority.group(1), OptionalInt.of(port)));
    }

    /** Parses a port number; empty if the text is malformed. */
    static Optional<Integer> parsePort(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port >= 1 && port <= 65535);
    }

    /** Returns this authority with a default for its port. */
    Authority withDefaultPort(Optional<Integer> defaultPort) {
        return port.isPresent() || defaultPort.isEmpty()
                ? this
                : new Authority(host, OptionalInt.of(defaultPort.get()));
    }

    /** Formats the authority for a URL of that scheme, without the scheme's default port. */
    String format(String scheme) {
        int standard = scheme.equals("https") ? 443 : 80;
        return port.isEmpty() || port.getAsInt() == standard ? host : host + ":" + port.getAsInt();
    }
}
