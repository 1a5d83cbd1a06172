package dev.portrait.telemetry;

import java.util.Locale;

/** The metrics, by the names under which they are published. */
public enum Metric {
    REQUESTS("requests", "outcome", "Requests by outcome"),
    PICTURE_WORK("picture_work", "", "Processing one picture, with the wait for memory to decode it"),
    PICTURE_QUEUE("picture_queue", "", "Waiting for the turn of a picture"),
    PICTURE_REFUSED("picture_refused", "reason", "Refused pictures, by error code"),
    PICTURES_IN_WORK("pictures_in_work", "", "Pictures that are processed now"),
    MEMORY("memory_used", "budget", "Bytes of the budgets for memory in use"),
    STORE("store", "operation", "Calls to the picture store"),
    DATABASE("database", "operation", "Reads, and transactions with their commit");

    private final String wire;
    private final String label;
    private final String description;

    Metric(String wire, String label, String description) {
        this.wire = wire;
        this.label = label;
        this.description = description;
    }

    /** Returns the name under which the metric is published. */
    public String wire() {
        return "portrait_" + wire;
    }

    /** Returns the name of the label that distinguishes its series; empty if there is only one series. */
    public String label() {
        return label;
    }

    /** Returns a text for administrators. */
    public String description() {
        return description;
    }

    /** Returns the name of a series, such as {@code portrait_store.put}; JMX uses it. */
    public String series(String labelValue) {
        return labelValue.isEmpty() ? wire() : wire() + "." + labelValue.toLowerCase(Locale.ROOT);
    }
}
