package dev.portrait.avatar;

import dev.portrait.config.Settings;
import dev.portrait.error.RequestException;
import dev.portrait.memory.Budget;
import dev.portrait.picture.Picture;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Makes avatars in the requested sizes, a few at a time, and caches them. */
@Singleton
public class MadeAvatars {

    /** Each one that waits occupies a thread of the server. */
    static final int MAX_WAITING = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MAX_CACHE = 32L << 20;
    private static final int CACHE_PART_OF_HEAP = 32;
    private static final int WORK_PART_OF_HEAP = 16;
    // As long as caches keep an answer. A restored file is shown then.
    private static final Duration FAILURE_LIFE = Duration.ofMinutes(5);
    // The file, twice while it is read, and its pixels.
    private static final int COPIES_OF_FILE = 3;

    // Anybody can ask for any number of drawn pictures, by making up keys. Stored ones must not wait for these or be
    // evicted by them.
    private final Share stored;
    private final Share drawn;
    private final Clock clock;

    /** Creates it for the processors and the heap of this machine. */
    @Inject
    public MadeAvatars(Settings settings, Metrics metrics, Clock clock) {
        this(
                turns(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory(),
                        settings.pictureMaxBytes()),
                Math.min(MAX_CACHE, Runtime.getRuntime().maxMemory() / CACHE_PART_OF_HEAP),
                clock);
        metrics.gauge(
                Metric.MEMORY,
                "avatars",
                () -> stored.cache().bytes() + drawn.cache().bytes());
    }

    MadeAvatars(int turns, long cacheBytes, Clock clock) {
        this.clock = clock;
        stored = new Share(new Budget(turns, MAX_WAITING, PATIENCE), new PictureCache(cacheBytes / 8 * 7));
        drawn = new Share(new Budget(1, MAX_WAITING, PATIENCE), new PictureCache(cacheBytes / 8));
    }

    // At most half of the processors, so that a flood of sizes leaves the others to changes of profiles.
    static int turns(int processors, long heap, int maxFile) {
        long fitting = heap / WORK_PART_OF_HEAP / COPIES_OF_FILE / maxFile;
        return (int) Math.max(1, Math.min(processors / 2, fitting));
    }

    /** Tells administrators how many avatars are made at once, and how much memory they take. */
    public String budget() {
        return "up to " + (stored.turns().total() + drawn.turns().total()) + " made at once, up to "
                + ((stored.cache().maxBytes() + drawn.cache().maxBytes()) >> 20) + " MiB of them cached";
    }

    /**
     * Returns the picture of an image in that size. An image that could not be made is not tried again for up to five minutes, in any
     * size.
     *
     * @param side in pixels
     * @return empty if the image cannot be made
     * @throws RequestException {@code throttled} if too many others are made; {@code unavailable} if the store fails
     */
    @SuppressWarnings("try") // the turn is only held
    public Optional<Picture> get(AvatarImage image, int side) {
        Share share = image.stored() ? stored : drawn;
        String size = image.identity() + " " + side;
        String failure = image.identity() + " failed " + clock.millis() / FAILURE_LIFE.toMillis();
        Optional<Optional<Picture>> known = share.known(size, failure);
        if (known.isPresent()) {
            return known.get();
        }
        try (Budget.Share turn = share.turns().take(image.identity(), 1)) {
            // Another request may have made it meanwhile.
            return share.known(size, failure).orElseGet(() -> share.make(image, side, size, failure));
        }
    }

    private record Share(Budget turns, PictureCache cache) {

        /** Returns what is known of an image: its picture, or that it cannot be made; empty if nothing is known. */
        Optional<Optional<Picture>> known(String size, String failure) {
            return cache.get(size).or(() -> cache.get(failure));
        }

        Optional<Picture> make(AvatarImage image, int side, String size, String failure) {
            Optional<Picture> picture = image.maker().apply(side);
            cache.put(picture.isPresent() ? size : failure, picture);
            return picture;
        }
    }
}
