package dev.portrait.media;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a stored picture: 128 random bits and the extension of its format. Every upload gets a new name, so that a name reveals
 * nothing about the person or the content, and deleting one upload never deletes another.
 */
public record MediaName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}\\.(jpg|png|gif)");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Wraps a valid name.
     *
     * @throws IllegalArgumentException if the value is not a name
     */
    public MediaName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a media name");
        }
    }

    /**
     * Creates a new name.
     *
     * @param extension {@code jpg}, {@code png} or {@code gif}
     */
    public static MediaName random(String extension) {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new MediaName(Base64.getUrlEncoder().withoutPadding().encodeToString(bits) + "." + extension);
    }

    /** Parses an untrusted text; empty if it is not a name. */
    public static Optional<MediaName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MediaName(text)) : Optional.empty();
    }

    /** Returns the media type of the picture. */
    public String mediaType() {
        return value.endsWith(".jpg") ? "image/jpeg" : "image/" + value.substring(value.length() - 3);
    }
}
