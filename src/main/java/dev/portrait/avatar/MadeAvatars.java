package dev.portrait.avatar;

import dev.portrait.error.RequestException;
import dev.portrait.memory.Budget;
import dev.portrait.picture.Picture;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Makes avatars in the sizes that are asked for, a few at a time, and keeps the latest in memory. */
@Singleton
public class MadeAvatars {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Each one that waits occupies a thread of the server. */
    static final int MAX_WAITING = 32;

    private static final long MAX_CACHE = 32L << 20;
    private static final int PART_OF_HEAP = 32;

    private final Budget turns;
    private final PictureCache cache;
    private final long cacheBytes;

    /** Creates it for the processors and the heap of this machine. */
    @Inject
    public MadeAvatars(Metrics metrics) {
        this(
                Runtime.getRuntime().availableProcessors(),
                Math.min(MAX_CACHE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
        metrics.gauge(Metric.MEMORY, "avatars", cache::bytes);
    }

    MadeAvatars(int processors, long cacheBytes) {
        // At most half of the processors, so that a flood of sizes leaves the others to changes of profiles.
        turns = new Budget(Math.max(1, processors / 2), MAX_WAITING, PATIENCE);
        cache = new PictureCache(cacheBytes);
        this.cacheBytes = cacheBytes;
    }

    /** Tells administrators how many avatars are made at once, and how much memory they take. */
    public String budget() {
        return turns.total() + " made at once, " + (cacheBytes >> 20) + " MiB of them in memory";
    }

    /**
     * Returns the picture of an image in that size.
     *
     * @param side in pixels
     * @return empty if the image cannot be made
     * @throws RequestException {@code throttled} if too many others are made; {@code unavailable} if the store fails
     */
    @SuppressWarnings("try") // the turn is only held
    public Optional<Picture> get(AvatarImage image, int side) {
        String key = image.identity() + " " + side;
        Optional<Picture> made = cache.get(key);
        if (made.isPresent()) {
            return made;
        }
        try (Budget.Share turn = turns.take(image.identity(), 1)) {
            return cache.get(key).or(() -> make(image, side, key)); // another request may have made it meanwhile
        }
    }

    private Optional<Picture> make(AvatarImage image, int side, String key) {
        Optional<Picture> picture = image.maker().apply(side);
        picture.ifPresent(made -> cache.put(key, made));
        return picture;
    }
}
