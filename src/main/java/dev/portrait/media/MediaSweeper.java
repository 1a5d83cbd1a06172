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
import java.util.UUID;
import java.util.logging.Level;
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
    private static final Duration GRACE = Duration.ofMinutes(30);

    @Inject
    MediaStore store;

    @Inject
    MediaReferences references;

    @Inject
    SweepLease lease;

    @Inject
    Clock clock;

    private final String node = UUID.randomUUID().toString();

    // Twice an hour: with the grace, a picture is gone within an hour (contract §5). A server may give up a timer that
    // fails, so this one does not.
    @Schedule(hour = "*", minute = "17,47", persistent = false)
    void sweepNow() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The pictures could not be swept", e);
        }
    }

    /**
     * Removes every picture that is older than half an hour and that nobody refers to. Where no profile has a picture at
     * all, nothing is removed: that is how a folder looks beside the wrong database. Nothing is removed either while
     * another node does so.
     *
     * @return how many
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    public int sweep() {
        if (!references.any() || !lease.hold(node)) {
            return 0;
        }
        try {
            return sweepAll();
        } finally {
            lease.release(node);
        }
    }

    private int sweepAll() {
        int removed = 0;
        try (Stream<MediaName> kept = store.keptBefore(clock.instant().minus(GRACE))) {
            for (Iterator<MediaName> names = kept.iterator(); names.hasNext() && lease.hold(node); ) {
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
