package dev.portrait.media;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a kept picture: 128 random bits and the extension of its format. New for every upload, so that a name says
 * nothing about the person or the content, and removing one upload never removes another.
 */
public record MediaName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}\\.(jpg|png|gif)");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A name that is known to be one.
     *
     * @throws IllegalArgumentException if the value has not the form of a name
     */
    public MediaName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a media name");
        }
    }

    /**
     * A new name.
     *
     * @param extension {@code jpg}, {@code png} or {@code gif}
     */
    public static MediaName random(String extension) {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new MediaName(Base64.getUrlEncoder().withoutPadding().encodeToString(bits) + "." + extension);
    }

    /** The name that an untrusted text spells, or empty if it spells none. */
    public static Optional<MediaName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MediaName(text)) : Optional.empty();
    }

    /** The type that the picture is served with. */
    public String mediaType() {
        return value.endsWith(".jpg") ? "image/jpeg" : "image/" + value.substring(value.length() - 3);
    }
}
