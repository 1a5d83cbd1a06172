package dev.portrait.picture;

import dev.portrait.config.Settings;
import dev.portrait.memory.Budget;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.raster.Size;
import java.time.Duration;

/**
 * What pictures share: as many turns as there are processors, and memory. A picture holds at most one share of each, and takes them in
 * the same order, so no two pictures wait for each other.
 */
final class PictureBudgets {

    // For the coefficients that libjpeg keeps of progressive files (docs/deploy.md).
    private static final long OUTSIDE = 256L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Each one that waits occupies a thread of the server.
    private static final int MAX_WAITING = 64;

    private final Budget turns;
    private final Budget heap;
    private final Budget outside;

    /**
     * @param memory bytes of the heap for all pictures
     * @param maxBytes of one file; it is in memory during its turn, at times twice
     */
    PictureBudgets(long memory, int maxBytes, int processors) {
        long count = Math.max(1, Math.min(processors, memory / 4 / maxBytes));
        turns = new Budget(count, MAX_WAITING, PATIENCE);
        heap = new Budget(Math.max(1, memory - 2 * count * maxBytes), (int) count, PATIENCE);
        outside = new Budget(OUTSIDE, (int) count, PATIENCE);
    }

    static PictureBudgets of(Settings settings) {
        return new PictureBudgets(
                settings.pictureMemory(),
                settings.pictureMaxBytes(),
                Runtime.getRuntime().availableProcessors());
    }

    Budget turns() {
        return turns;
    }

    Budget heap() {
        return heap;
    }

    Budget outside() {
        return outside;
    }

    /** Waits for the turn of that user's picture. While the user has another picture in work, those of other users come first. */
    Budget.Share takeTurn(long user) {
        return turns.take(Long.toString(user), 1);
    }

    /**
     * Takes the memory for decoding.
     *
     * @throws PictureFault if the picture needs more than there is for all pictures
     */
    Budget.Share takeMemory(long user, WorkingMemory memory, Size size) throws PictureFault {
        if (memory.heap() > heap.total()) {
            throw PictureFault.tooManyPixels((long) ((double) size.pixels() * heap.total() / memory.heap()));
        }
        String owner = Long.toString(user);
        Budget.Share inHeap = heap.take(owner, memory.heap());
        if (memory.outside() == 0) {
            return inHeap; // without waiting for those who wait outside of the heap
        }
        try {
            Budget.Share beside = outside.take(owner, memory.outside());
            return () -> {
                beside.close();
                inHeap.close();
            };
        } catch (RuntimeException e) {
            inHeap.close();
            throw e;
        }
    }
}
