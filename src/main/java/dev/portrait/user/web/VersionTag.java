package dev.portrait.user.web;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.visibility.View;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strong entity tag of users, each in one view (contract §6): a digest of the view's name and of the values that it shows.
 * It depends neither on hidden values, which could be guessed from it, nor on the address by which a user is read.
 */
public record VersionTag(String value) {

    private static final int BYTES = 16;
    // RFC 9110 section 8.8.3
    private static final String TAG = "(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
    // One element and its separators. A pattern for the whole list would recurse for each element and exhaust the
    // stack.
    private static final Pattern ELEMENT = Pattern.compile("[\\s,]*" + TAG + "\\s*(?:,[\\s,]*|$)");
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_ELEMENTS = 255;
    // Some proxies that compress append the coding instead of making the tag weak (Apache's DeflateAlterETag).
    private static final Pattern CODING = Pattern.compile("-(?:gzip|br|zstd|deflate)$");

    static VersionTag of(View view) {
        return of(shown(view));
    }

    /**
     * Returns the tag of several users.
     *
     * @param views in the order of the answer, on which the tag depends
     */
    static VersionTag of(List<View> views) {
        MessageDigest digest = sha256();
        views.forEach(view -> digest.update(shown(view).getBytes(StandardCharsets.UTF_8)));
        return of(digest);
    }

    /** Returns the tag of what has that description. */
    public static VersionTag of(String shown) {
        MessageDigest digest = sha256();
        digest.update(shown.getBytes(StandardCharsets.UTF_8));
        return of(digest);
    }

    // No value contains NUL (contract §2), so the text is unambiguous, and so is that of several users.
    private static String shown(View view) {
        StringBuilder shown = new StringBuilder(view.name()).append('\0');
        for (ProfileField field : view.fields()) {
            shown.append(field.key()).append('\0').append(view.text(field)).append('\0');
        }
        return shown.toString();
    }

    private static VersionTag of(MessageDigest digest) {
        byte[] bytes = Arrays.copyOf(digest.digest(), BYTES);
        return new VersionTag(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new RequestException(ErrorCode.ERROR, e); // every Java has it
        }
    }

    /** Returns the value of the header {@code ETag}. */
    public String header() {
        return '"' + value + '"';
    }

    /**
     * Returns whether an {@code If-None-Match} or {@code If-Match} header contains this tag. The forms that compressing
     * proxies make of it count too: weak, or with the coding appended. RFC 9110 section 13.1.1 compares {@code If-Match}
     * strongly, but no two versions share a tag of Portrait.
     *
     * @param lines the lines of the header
     * @return false also if the lines are malformed or too long
     */
    public boolean isIn(List<String> lines) {
        String list = String.join(",", lines).strip();
        if (list.equals("*")) {
            return true;
        }
        if (list.length() > MAX_LENGTH) {
            return false;
        }
        boolean found = false;
        Matcher element = ELEMENT.matcher(list);
        int elements = 0;
        while (element.regionStart() < list.length()) {
            if (!element.lookingAt() || ++elements > MAX_ELEMENTS) {
                return false;
            }
            found |= CODING.matcher(element.group(1)).replaceFirst("").equals(value);
            element.region(element.end(), list.length());
        }
        return found;
    }
}
