package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of a text in UTF-8. */
public enum TextDigest {
    /** Only for look-ups by programs that send MD5: it is not collision-resistant. */
    MD5("MD5"),
    SHA256("SHA-256");

    private final String algorithm;

    TextDigest(String algorithm) {
        this.algorithm = algorithm;
    }

    public byte[] bytes(String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new RequestException(ErrorCode.ERROR, e); // every Java has both
        }
    }

    /** Returns the digest in hexadecimal digits, in lower case. */
    public String hex(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }
}
