package dev.portrait.user;

import java.util.regex.Pattern;

/** The digest that replaces the subject of an erased user, by which a token that is still valid is refused (contract §7). */
public final class ErasedSubject {

    /** Marks erased names and subjects. Not allowed in usernames. */
    static final String MARK = "~";

    private static final Pattern FORM = Pattern.compile(MARK + "[0-9a-f]{64}");

    private ErasedSubject() {}

    /** Returns whether a text has the form of such a digest. */
    static boolean hasForm(String text) {
        return FORM.matcher(text).matches();
    }

    static String of(String subject) {
        return MARK + digest(subject);
    }

    /** Returns the SHA-256 digest of a subject, as 64 hexadecimal digits. */
    public static String digest(String subject) {
        return TextDigest.SHA256.hex(subject);
    }
}
