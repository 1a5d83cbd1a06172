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

/** Deletes pictures that no profile refers to: those of failed commits, and those that could not be deleted before. */
@Singleton
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN)
public class MediaSweeper {

    private static final Logger LOG = Logger.getLogger(MediaSweeper.class.getName());
    private static final int BATCH = 500;
    // A picture is stored before a profile refers to it. No request takes this long.
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

    // Twice an hour: with the grace period, a picture is deleted within an hour (contract §5). Catches all exceptions,
    // because Payara discards a timer that fails (eclipse-ee4j/glassfish#20749).
    @Schedule(hour = "*", minute = "17,47", persistent = false)
    void sweepNow() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The sweep of unreferenced pictures failed", e);
        }
    }

    /**
     * Deletes every unreferenced picture that is older than half an hour. Deletes nothing if no profile has a picture, because the
     * database may be the wrong one, and nothing while another node sweeps.
     *
     * @return how many pictures were deleted
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
        int deleted = 0;
        try (Stream<MediaName> kept = store.keptBefore(clock.instant().minus(GRACE))) {
            for (Iterator<MediaName> names = kept.iterator(); names.hasNext() && lease.hold(node); ) {
                deleted += sweep(batch(names));
            }
        }
        if (deleted > 0) {
            LOG.info(RequestId.with("Unreferenced pictures were deleted: " + deleted));
        }
        return deleted;
    }

    private static Set<MediaName> batch(Iterator<MediaName> names) {
        Set<MediaName> batch = new HashSet<>();
        while (names.hasNext() && batch.size() < BATCH) {
            batch.add(names.next());
        }
        return batch;
    }

    private int sweep(Set<MediaName> batch) {
        batch.removeAll(references.referenced(Set.copyOf(batch)));
        batch.forEach(store::delete);
        return batch.size();
    }
}
