package dev.portrait.picture;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few work and some wait, first come first served, so that a flood of large pictures neither fills the heap nor all
 * of the server's threads. While others wait, everyone rests as long as they worked: half of the time is for requests
 * that have no picture.
 */
final class Bulkhead {

    private final Semaphore permits;
    private final Semaphore places;
    private final Duration patience;

    /**
     * @param permits how many may work at once
     * @param waiting how many more may wait
     * @param patience how long they may wait
     */
    Bulkhead(int permits, int waiting, Duration patience) {
        this.permits = new Semaphore(permits, true);
        this.places = new Semaphore(permits + waiting);
        this.patience = patience;
    }

    /**
     * Does the work once there is room.
     *
     * @throws RequestException {@code throttled} if there is none in time, {@code unavailable} if the thread is
     *     interrupted while it waits, as when the server stops
     */
    <T> T run(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new RequestException(ErrorCode.THROTTLED);
        }
        try {
            return whenPermitted(work);
        } finally {
            places.release();
        }
    }

    private <T> T whenPermitted(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RequestException(ErrorCode.THROTTLED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            if (permits.hasQueuedThreads()) {
                rest(System.nanoTime() - begin);
            }
            permits.release();
        }
    }

    private static void rest(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the work is done all the same
        }
    }
}
