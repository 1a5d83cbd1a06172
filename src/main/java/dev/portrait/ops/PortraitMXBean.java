package dev.portrait.ops;

import java.util.Map;

/** The operations and attributes of {@code dev.portrait:type=Portrait}. */
public interface PortraitMXBean {

    String getVersion();

    /** Returns the effective value of every setting; secrets are masked. */
    Map<String, String> getConfiguration();

    /** Returns the parts that requests need: {@code up}, or {@code down} with the reason. */
    Map<String, String> getHealth();

    /** Returns counts, and for times the count and, in seconds, sum, maximum and 99th percentile of the latest 1024. */
    Map<String, Double> getMetrics();

    /** Deletes unreferenced pictures that are older than half an hour. @return how many */
    int sweepMediaNow();

    /**
     * Blocks a user, who can then change nothing.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void blockUser(long id);

    /**
     * Unblocks a user; restores a deleted one, whose pictures are gone.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void unblockUser(long id);

    /**
     * Deletes every avatar of a user.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void deleteAvatars(long id);

    /** Reads the identity provider's keys now. @return where they were read from, or why they could not be read */
    String reloadKeys();
}
