package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strong entity tag of a user as one view shows it (contract §6): a digest of the values shown. It does not depend on
 * the address by which the user is read, nor on anything that the view hides.
 */
record VersionTag(String value) {

    private static final int BYTES = 16;
    // RFC 9110 section 8.8.3
    private static final String TAG = "(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
    // One element of the list with what surrounds it. A pattern of the whole list would recurse once for each element.
    private static final Pattern ELEMENT = Pattern.compile("[\\s,]*" + TAG + "\\s*(?:,[\\s,]*|$)");
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_ELEMENTS = 255;
    // What proxies that compress append to a tag instead of making it weak (Apache's DeflateAlterETag).
    private static final Pattern CODING = Pattern.compile("-(?:gzip|br|zstd|deflate)$");

    static VersionTag of(User user, View shown) {
        return of(shown + UserView.of(user, MediaLinks.names(user), shown).toString());
    }

    static VersionTag of(String shown) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shown.getBytes(StandardCharsets.UTF_8));
            return new VersionTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new RequestException(ErrorCode.ERROR, e); // every Java has it
        }
    }

    /** The tag as a header has it. */
    String header() {
        return '"' + value + '"';
    }

    /**
     * Whether the lines of an {@code If-None-Match} or an {@code If-Match} name it, also in the forms that compressing
     * proxies give it: weak, or with the name of the coding. RFC 9110 section 13.1.1 compares {@code If-Match} strongly, but
     * Portrait alone makes these tags, and no two versions share one.
     *
     * @return false if it is not named, or if the lines are malformed or too long
     */
    boolean isIn(List<String> lines) {
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
