package dev.portrait.platform.address;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code X-Forwarded-…} headers, in which a reverse proxy describes the request that it received. The last of several values
 * wins: the nearest proxy wrote it, while a client may have sent the others. A malformed value is ignored.
 */
final class ForwardedHeaders {

    static final ForwardedHeaders NONE = new ForwardedHeaders(new MultivaluedHashMap<>());

    private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");
    private static final int MAX_PREFIX_LENGTH = 255;

    private final MultivaluedMap<String, String> headers;

    ForwardedHeaders(MultivaluedMap<String, String> headers) {
        this.headers = headers;
    }

    Optional<String> scheme() {
        return last("X-Forwarded-Proto")
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .filter(scheme -> scheme.equals("http") || scheme.equals("https"));
    }

    Optional<Authority> authority() {
        return last("X-Forwarded-Host").flatMap(Authority::parse);
    }

    Optional<Integer> port() {
        return last("X-Forwarded-Port").flatMap(Authority::parsePort);
    }

    /** Returns the prefix that the proxy removed from the path: empty, or with a slash at its beginning and none at its end. */
    String prefix() {
        return last("X-Forwarded-Prefix")
                .map(prefix -> prefix.replaceFirst("/$", ""))
                .filter(ForwardedHeaders::isPrefix)
                .orElse("");
    }

    // By segment: a pattern for the whole prefix would recurse once for each segment.
    private static boolean isPrefix(String prefix) {
        return prefix.length() <= MAX_PREFIX_LENGTH
                && prefix.startsWith("/")
                && Arrays.stream(prefix.substring(1).split("/", -1))
                        .allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    private Optional<String> last(String name) {
        List<String> lines = headers.getOrDefault(name, List.of());
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String line = lines.get(lines.size() - 1);
        return Optional.of(line.substring(line.lastIndexOf(',') + 1).strip());
    }
}
