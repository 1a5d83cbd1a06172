package dev.portrait.media;

import dev.portrait.telemetry.RequestId;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Removes pictures that no profile refers to: those of failed commits, and those whose removal failed. */
@Singleton
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN)
public class MediaSweeper {

    private static final Logger LOG = Logger.getLogger(MediaSweeper.class.getName());
    private static final int BATCH = 500;
    // A picture is kept before the profile refers to it; no request takes that long.
    private static final Duration GRACE = Duration.ofHours(1);

    @Inject
    MediaStore store;

    @Inject
    MediaReferences references;

    @Inject
    Clock clock;

    @Schedule(hour = "*", minute = "17", persistent = false)
    void sweepHourly() {
        sweep();
    }

    /**
     * Removes every picture that is older than an hour and that nobody refers to.
     *
     * @return how many
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    public int sweep() {
        int removed = 0;
        try (Stream<MediaName> kept = store.keptBefore(clock.instant().minus(GRACE))) {
            for (Iterator<MediaName> names = kept.iterator(); names.hasNext(); ) {
                removed += sweep(batch(names));
            }
        }
        if (removed > 0) {
            LOG.info(RequestId.with("Pictures that nobody refers to were removed: " + removed));
        }
        return removed;
    }

    private static Set<MediaName> batch(Iterator<MediaName> names) {
        Set<MediaName> batch = new HashSet<>();
        while (names.hasNext() && batch.size() < BATCH) {
            batch.add(names.next());
        }
        return batch;
    }

    private int sweep(Set<MediaName> batch) {
        batch.removeAll(references.amongst(Set.copyOf(batch)));
        batch.forEach(store::delete);
        return batch.size();
    }
}
