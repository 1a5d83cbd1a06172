package dev.portrait.contract;

import java.util.regex.Pattern;

/** The path of a profile: {@code user/{id}}, where the id is a positive integer without leading zeros (contract §1). */
public final class ProfilePath {

    private static final String ID_PATTERN = "[1-9][0-9]*";

    /** The path parameter of the id, for {@code @Path}. */
    public static final String ID = "{id: " + ID_PATTERN + "}";

    private static final Pattern PROFILE = Pattern.compile("(?:.*/api/v2)?/?user/" + ID_PATTERN + "/?");

    private ProfilePath() {}

    /**
     * Returns whether the path is that of a profile.
     *
     * @param path below the base path of the API, or the whole path of the request
     */
    public static boolean matches(String path) {
        return PROFILE.matcher(path).matches();
    }
}
