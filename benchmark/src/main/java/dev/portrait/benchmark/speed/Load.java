package dev.portrait.benchmark.speed;

/** The requests that the clients of a run repeat. */
enum Load {
    PGBENCH("the same UPDATE by pgbench"),
    BARE("a method that returns a constant"),
    PUT_TEXT("PUT of a text"),
    GET("GET of a profile"),
    GET_UNCHANGED("GET with If-None-Match"),
    GET_MANY("GET of fifty profiles"),
    DIRECTORY("a search in the directory with 20 results"),
    PICTURE("GET of a picture"),
    LOOK_UP("GET of an avatar by e-mail address"),
    PUT_SMALL("PUT of an avatar, 200 kB"),
    PUT_LARGE("PUT of an avatar, 12 megapixels"),
    DAY("a mixed day"),
    SEARCH("an administrator's search for the beginning of a name");

    /** The number of profiles that each request of {@link #GET_MANY} reads. */
    static final int MANY = 50;

    private static final int MAX_UPLOADERS_OF_LARGE_PHOTOS = 4;

    private final String title;

    Load(String title) {
        this.title = title;
    }

    /** Returns the fraction of its limit that this load should reach; empty if there is no aim. */
    String aim() {
        return switch (this) {
            case PUT_TEXT -> "0.4";
            case GET -> "0.6";
            case PUT_SMALL -> "0.5";
            case PUT_LARGE, LOOK_UP -> "0.7";
            default -> "";
        };
    }

    /** Returns how many clients send this load when others are sent by the given number. */
    int clients(int usual) {
        return this == PUT_LARGE ? Math.min(MAX_UPLOADERS_OF_LARGE_PHOTOS, usual) : usual;
    }

    String title() {
        return title;
    }
}
