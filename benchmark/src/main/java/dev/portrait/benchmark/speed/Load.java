package dev.portrait.benchmark.speed;

/** What the clients of a run do all the time. */
enum Load {
    PGBENCH("the same UPDATE by pgbench"),
    BARE("a method that returns a constant"),
    PUT_TEXT("PUT of a text"),
    GET("GET of a profile"),
    GET_UNCHANGED("GET with If-None-Match"),
    PICTURE("GET of a picture"),
    PUT_SMALL("PUT of an avatar, 200 kB"),
    PUT_LARGE("PUT of an avatar, 12 megapixels"),
    DAY("a mixed day"),
    SEARCH("an administrator's search for the beginning of a name");

    private final String title;

    Load(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
