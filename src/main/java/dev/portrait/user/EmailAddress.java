package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.Reason;
import java.util.Locale;
import java.util.Optional;

/** A syntactically plausible e-mail address. Delivery is not checked. */
public final class EmailAddress {

    public static final int MAX_LENGTH = ProfileField.EMAIL.maxLength();

    private EmailAddress() {}

    /** Returns the address, or empty if the text is not a plausible address. */
    public static Optional<String> parse(String text) {
        return Optional.of(text).filter(address -> fault(address) == Reason.NONE);
    }

    /** Returns the digest by which other programs ask for the avatar of an address (contract §10): of its trimmed lower-case form. */
    public static String digest(TextDigest digest, String address) {
        return digest.hex(PlainText.strip(address).toLowerCase(Locale.ROOT));
    }

    /** Returns the digest of a user's address; empty if the user has none, or if it is not confirmed. */
    static Optional<String> digest(TextDigest digest, String address, boolean confirmed) {
        return confirmed && !address.isEmpty() ? Optional.of(digest(digest, address)) : Optional.empty();
    }

    /** Returns why a text is not a plausible address, or {@link Reason#NONE}. */
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
