package dev.portrait.user;

import dev.portrait.config.AvatarLookup;
import dev.portrait.contract.ProfileField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The key by which another program asks for an avatar (contract §10).
 *
 * @param text the digest of an e-mail address, a username, a subject or a number; possibly one that nobody can have
 */
public record AvatarKey(AvatarLookup kind, String text) {

    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}\\z");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9_-]{1," + Username.MAX_LENGTH + "}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

    /** Parses a part of a path. An extension such as {@code .jpg} means nothing, and only subjects distinguish case. */
    public static AvatarKey parse(AvatarLookup kind, String text) {
        return new AvatarKey(
                kind,
                kind == AvatarLookup.SUBJECT
                        ? text
                        : EXTENSION.matcher(text).replaceFirst("").toLowerCase(Locale.ROOT));
    }

    /** Returns the key of that kind by which a program finds a user; empty if the user has none. */
    public static Optional<AvatarKey> of(User user, AvatarLookup kind) {
        Optional<String> text = switch (kind) {
            case EMAIL -> user.emailDigest(TextDigest.SHA256);
            case USERNAME -> Optional.of(Username.key(user.username()));
            case SUBJECT -> user.subject();
            case EXT_ID -> Optional.of(user.text(ProfileField.EXT_ID)).filter(number -> !number.isEmpty());
        };
        return text.map(key -> new AvatarKey(kind, key));
    }

    /** Returns an attribute of {@link User} and its value, in JPQL; empty if no user can have this key. */
    Optional<Map.Entry<String, Object>> condition() {
        return switch (kind) {
            case EMAIL ->
                condition("managed.emailMd5", MD5.asMatchPredicate())
                        .or(() -> condition("managed.emailSha256", SHA256.asMatchPredicate()));
            case USERNAME -> condition("usernameKey", USERNAME.asMatchPredicate());
            case SUBJECT -> condition("subject", Subject::isValid);
            case EXT_ID -> number().map(number -> Map.entry("managed.extId", number));
        };
    }

    /** Returns whether the key is that of the user as they are now: another program may have changed the address, but not its digest. */
    boolean isOf(ShownUser user) {
        return kind != AvatarLookup.EMAIL
                || Stream.of(TextDigest.values())
                        .flatMap(digest -> EmailAddress.digest(digest, user.email(), user.emailValid()).stream())
                        .anyMatch(text::equals);
    }

    private Optional<Map.Entry<String, Object>> condition(String attribute, Predicate<String> form) {
        return form.test(text) ? Optional.of(Map.entry(attribute, text)) : Optional.empty();
    }

    private Optional<Long> number() {
        try {
            return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // more than 64 bits
        }
    }

    /** Returns a digest that two keys share only if they are equal. */
    public byte[] digest() {
        return TextDigest.SHA256.bytes(kind + " " + text);
    }
}
