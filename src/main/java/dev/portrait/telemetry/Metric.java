package dev.portrait.telemetry;

import java.util.Locale;

/** Everything that is counted or timed, by the name it is published under. */
public enum Metric {
    REQUESTS("requests", "outcome", "Requests by what became of them"),
    PICTURE_WORK("picture_work", "", "Decoding, scaling and encoding one picture"),
    PICTURE_QUEUE("picture_queue", "", "Waiting until it is a picture's turn"),
    PICTURE_REFUSED("picture_refused", "reason", "Pictures that were not taken, by error code"),
    STORE("store", "operation", "Calls of the picture store"),
    DATABASE("database", "operation", "Reads, and transactions with their commit");

    private final String wire;
    private final String label;
    private final String description;

    Metric(String wire, String label, String description) {
        this.wire = wire;
        this.label = label;
        this.description = description;
    }

    /** The name under which it is published. */
    public String wire() {
        return "portrait_" + wire;
    }

    /** What tells its series apart; empty if there is one series only. */
    public String label() {
        return label;
    }

    /** What it measures, for people. */
    public String description() {
        return description;
    }

    /** One series of it, as JMX shows it: {@code portrait_store.put}. */
    String series(String labelValue) {
        return labelValue.isEmpty() ? wire() : wire() + "." + labelValue.toLowerCase(Locale.ROOT);
    }
}
