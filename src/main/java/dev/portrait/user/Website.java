package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An absolute {@code http} or {@code https} address with a host and no user info (contract §2). */
public final class Website implements FieldValue {

    private static final int MAX_LENGTH = ProfileField.WEBSITE.maxLength();
    private static final String FIELD = ProfileField.WEBSITE.key();
    private static final Pattern ADDRESS =
            Pattern.compile("https?://(?<authority>[^/?#]*).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>[^:\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>.*))?", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("\\d{0,5}");
    private static final int MAX_PORT = 65_535;
    private static final String LABEL = "(?!\\p{M})[\\w\\-[^\\x00-\\x7F]&&[^\\p{Co}]]{1,63}";
    private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "\\.)*" + LABEL + "\\.?");
    // The URL standard parses such a host as an IPv4 address, valid or not.
    private static final Pattern ENDS_IN_NUMBER =
            Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?", Pattern.CASE_INSENSITIVE);

    private final String value;

    private Website(String value) {
        this.value = value;
    }

    @Override
    public String text() {
        return value;
    }

    /**
     * Parses and trims an address.
     *
     * @throws RequestException {@code invalid}, also if the address is too long
     */
    public static Website parse(String raw) {
        String address = PlainText.line(FIELD, raw);
        if (PlainText.length(address) > MAX_LENGTH) {
            throw new RequestException(FieldError.invalid(FIELD, Reason.TOO_LONG, MAX_LENGTH));
        }
        Reason fault = fault(address);
        if (fault != Reason.NONE) {
            throw new RequestException(FieldError.invalid(FIELD, fault));
        }
        return new Website(address);
    }

    private static Reason fault(String address) {
        if (address.codePoints().anyMatch(character -> InvisibleCharacters.fault(character) != Reason.NONE)) {
            return Reason.INVISIBLE_CHARACTER;
        }
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return Reason.BAD_SCHEME;
        }
        Reason authority = authorityFault(matcher.group("authority"));
        return authority == Reason.NONE && !isUri(address) ? Reason.BAD_ESCAPE : authority;
    }

    private static Reason authorityFault(String authority) {
        if (authority.contains("@")) {
            return Reason.USER_INFO;
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches() || !isHost(matcher.group("host"))) {
            return Reason.BAD_HOST;
        }
        String port = matcher.group("port");
        return port == null || isPort(port) ? Reason.NONE : Reason.BAD_PORT;
    }

    private static boolean isPort(String port) {
        return PORT.matcher(port).matches() && (port.isEmpty() || Integer.parseInt(port) <= MAX_PORT);
    }

    // The URL standard maps a host by UTS #46 before it looks for delimiters. NFKC finds the same delimiters.
    // java.net.IDN would refuse letters that are newer than Unicode 3.2.
    private static boolean isHost(String host) {
        String mapped = Normalizer.normalize(host, Normalizer.Form.NFKC).replace('\u3002', '.');
        boolean address =
                mapped.startsWith("[") || ENDS_IN_NUMBER.matcher(mapped).matches();
        return address ? isIpAddress(mapped) : DOMAIN.matcher(mapped).matches();
    }

    private static boolean isIpAddress(String host) {
        try {
            return new URI("http://" + host).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isUri(String address) {
        try {
            return new URI(address).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
