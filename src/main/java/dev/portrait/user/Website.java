package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An absolute {@code http} or {@code https} address with a host and no user info (contract §2). */
public final class Website {

    public static final int MAX_LENGTH = 200;

    private static final Pattern SCHEME = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>[^@:\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5})?)?");
    private static final int MAX_PORT = 65_535;

    private final String value;

    private Website(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    /**
     * The address that was sent, trimmed.
     *
     * @throws RequestException always {@code invalid}, too long an address included
     */
    public static Website parse(String raw) {
        String address = raw.strip();
        if (!PlainText.isClean(raw) || PlainText.length(address) > MAX_LENGTH || !isWebAddress(address)) {
            throw new RequestException(new FieldError("website", ErrorCode.INVALID));
        }
        return new Website(address);
    }

    private static boolean isWebAddress(String address) {
        try {
            URI uri = new URI(address);
            return uri.getScheme() != null
                    && SCHEME.matcher(uri.getScheme()).matches()
                    && uri.getRawAuthority() != null
                    && namesHost(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    // URI knows no host outside ASCII, people's addresses do: so the host is judged in its ASCII form (RFC 5890).
    private static boolean namesHost(String authority) throws URISyntaxException {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group("port");
        if (port != null && Integer.parseInt(port) > MAX_PORT) {
            return false;
        }
        String host = matcher.group("host");
        try {
            return new URI("http://" + (host.startsWith("[") ? host : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES)))
                            .getHost()
                    != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
