package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strong entity tag of a user as one view shows it (contract §6): a digest of what is sent, so that it is another one
 * whenever a byte is.
 */
record VersionTag(String value) {

    private static final int BYTES = 16;
    // RFC 9110 section 8.8.3
    private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
    // One element of the list with what surrounds it. A pattern of the whole list would recurse once for each element.
    private static final Pattern ELEMENT = Pattern.compile("[\\s,]*" + TAG + "\\s*(?:,[\\s,]*|$)");
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_ELEMENTS = 255;

    static VersionTag of(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return new VersionTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new RequestException(ErrorCode.ERROR, e); // every Java has it
        }
    }

    /** The tag as a header has it. */
    String header() {
        return '"' + value + '"';
    }

    /** Whether an {@code If-None-Match} names it; a tag that says it is weak does too (RFC 9110 section 13.1.2). */
    boolean isIn(List<String> ifNoneMatch) {
        return matches(ifNoneMatch, true);
    }

    /** Whether an {@code If-Match} names it; a tag that says it is weak does not (RFC 9110 section 13.1.1). */
    boolean isStronglyIn(List<String> ifMatch) {
        return matches(ifMatch, false);
    }

    // A header that is not a list of tags, or too long a list, names none.
    private boolean matches(List<String> lines, boolean weakToo) {
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
            found |= element.group(2).equals(value) && (weakToo || element.group(1) == null);
            element.region(element.end(), list.length());
        }
        return found;
    }
}
