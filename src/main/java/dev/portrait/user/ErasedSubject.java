package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new RequestException(ErrorCode.ERROR, e); // every Java has it
        }
    }
}
