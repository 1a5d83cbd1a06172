package dev.portrait.user;

import java.util.Optional;

/** An e-mail address as far as it can be kept: that mail reaches somebody there, only whoever owns it can tell. */
public final class EmailAddress {

    private static final int MAX_LENGTH = 254; // RFC 3696, erratum 1690

    private EmailAddress() {}

    /** The address, or empty if it is none. */
    public static Optional<String> parse(String text) {
        return Optional.of(text).filter(EmailAddress::isKeepable);
    }

    private static boolean isKeepable(String text) {
        return PlainText.isClean(text) && text.length() <= MAX_LENGTH && text.contains("@");
    }
}
