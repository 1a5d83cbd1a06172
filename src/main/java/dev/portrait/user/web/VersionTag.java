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
    private static final Pattern LIST = Pattern.compile("[\\s,]*" + TAG + "(?:\\s*,[\\s,]*" + TAG + ")*[\\s,]*");
    private static final Pattern ONE = Pattern.compile(TAG);
    private static final int MAX_LENGTH = 8192;

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

    // What is no list of tags names nothing.
    private boolean matches(List<String> lines, boolean weakToo) {
        String list = String.join(",", lines).strip();
        if (list.equals("*")) {
            return true;
        }
        if (list.length() > MAX_LENGTH || !LIST.matcher(list).matches()) {
            return false;
        }
        Matcher tags = ONE.matcher(list);
        while (tags.find()) {
            if (tags.group(2).equals(value) && (weakToo || tags.group(1) == null)) {
                return true;
            }
        }
        return false;
    }
}
