package dev.portrait.media;

/** The right to sweep, which one node has at a time, and no longer than ten minutes unless it asks again. */
public interface SweepLease {

    /**
     * Takes the lease, or prolongs it.
     *
     * @param holder who asks, by a name that nobody else has
     * @return false if another one has it
     */
    boolean hold(String holder);

    /** Gives the lease back, if the holder still has it. */
    void release(String holder);
}
