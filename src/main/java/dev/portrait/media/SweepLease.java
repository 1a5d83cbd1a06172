package dev.portrait.media;

/** The right to sweep. One node has it at a time, for ten minutes unless it renews it. */
public interface SweepLease {

    /**
     * Acquires or renews the lease.
     *
     * @param holder unique name of the node
     * @return false if another node has the lease
     */
    boolean hold(String holder);

    /** Releases the lease if the holder still has it. */
    void release(String holder);
}
