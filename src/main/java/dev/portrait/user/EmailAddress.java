package dev.portrait.user;

import dev.portrait.error.Reason;
import java.util.Optional;

/** An e-mail address as far as it can be kept: that mail reaches somebody there, only whoever owns it can tell. */
public final class EmailAddress {

    public static final int MAX_LENGTH = 254; // RFC 3696, erratum 1690

    private EmailAddress() {}

    /** The address, or empty if it is none. */
    public static Optional<String> parse(String text) {
        return Optional.of(text).filter(address -> fault(address) == Reason.NONE);
    }

    /** Why a text is no address. */
    public static Reason fault(String text) {
        Reason fault = PlainText.fault(text);
        if (fault != Reason.NONE) {
            return fault;
        }
        if (text.length() > MAX_LENGTH) {
            return Reason.TOO_LONG;
        }
        return text.contains("@") ? Reason.NONE : Reason.NOT_EMAIL;
    }
}
