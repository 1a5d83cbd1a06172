package dev.portrait.avatar.web;

import dev.portrait.avatar.AvatarWish;
import dev.portrait.config.DefaultAvatar;
import dev.portrait.picture.AvatarPictures;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request for an avatar (contract §10). Nothing in it is an error: a program that shows an {@code <img>} could not show
 * one to anybody.
 *
 * @param values by name in lower case
 */
record AvatarParameters(Map<String, String> values) {

    private static final int DEFAULT_SIDE = 80;
    private static final Pattern NUMBER = Pattern.compile("\\+?0*([0-9]+)");
    private static final Pattern ABOVE_MAX = Pattern.compile("[0-9]{4,}");

    /** Parses a query. Of several parameters with one name, the first counts. */
    static AvatarParameters parse(@Nullable String query) {
        Map<String, String> values = new HashMap<>();
        Pattern.compile("&").splitAsStream(query == null ? "" : query).forEach(parameter -> {
            String[] pair = parameter.split("=", 2);
            values.putIfAbsent(decoded(pair[0]).toLowerCase(Locale.ROOT), pair.length == 2 ? decoded(pair[1]) : "");
        });
        return new AvatarParameters(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that escapes nothing
        }
    }

    /** Whether there is a parameter that concerns what is shown. */
    boolean any() {
        return Stream.of("s", "size", "d", "default", "f", "forcedefault").anyMatch(values::containsKey);
    }

    AvatarWish wish(DefaultAvatar configured) {
        return new AvatarWish(
                side(longOrShort("size", "s")),
                otherwise(longOrShort("default", "d"), configured),
                longOrShort("forcedefault", "f").equalsIgnoreCase("y"));
    }

    private String longOrShort(String longName, String shortName) {
        return values.getOrDefault(longName, values.getOrDefault(shortName, ""));
    }

    private static int side(String text) {
        return Optional.of(NUMBER.matcher(text))
                .filter(number -> number.matches())
                .map(number -> number.group(1))
                .map(digits -> ABOVE_MAX.matcher(digits).matches() ? AvatarPictures.MAX_SIDE : Integer.parseInt(digits))
                .filter(side -> side >= 1)
                .map(side -> Math.min(side, AvatarPictures.MAX_SIDE))
                .orElse(DEFAULT_SIDE);
    }

    private static Optional<DefaultAvatar> otherwise(String text, DefaultAvatar configured) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "404" -> Optional.empty();
            case "mp", "mm" -> Optional.of(DefaultAvatar.MP);
            case "identicon" -> Optional.of(DefaultAvatar.IDENTICON);
            case "initials" -> Optional.of(DefaultAvatar.INITIALS);
            case "blank" -> Optional.of(DefaultAvatar.BLANK);
            default -> Optional.of(configured);
        };
    }
}
