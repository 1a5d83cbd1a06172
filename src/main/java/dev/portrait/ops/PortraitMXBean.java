package dev.portrait.ops;

import java.util.Map;

/** What a JMX client sees as {@code dev.portrait:type=Portrait}. */
public interface PortraitMXBean {

    String getVersion();

    /** Every setting with the value in force; secrets are masked. */
    Map<String, String> getConfiguration();

    /** The parts that requests need: {@code up}, or {@code down} and why. */
    Map<String, String> getHealth();

    /** Counts, and of what was timed the count, the sum, the longest and the latest 99th percentile, in seconds. */
    Map<String, Double> getMetrics();

    /** Removes pictures that are older than half an hour and that no profile refers to. @return how many */
    int sweepMediaNow();

    /**
     * Keeps a user from changing anything.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void blockUser(long id);

    /**
     * Lets a blocked user change their profile again.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void unblockUser(long id);

    /** Reads the identity provider's keys now. @return which they are, or why they could not be read */
    String reloadKeys();
}
