package dev.portrait.telemetry;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that connects a response with the log lines of its request. */
public final class RequestId {

    /** The header of requests from proxies, and of responses. */
    public static final String HEADER = "X-Request-Id";

    private static final String NONE = "-";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    // Code that logs does not know the request. The filter that binds an id also removes it.
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** Returns the client's id if it consists of at most 64 harmless characters, and otherwise a new one. */
    public static String acceptOrCreate(@Nullable String header) {
        return header != null && WELL_FORMED.matcher(header).matches()
                ? header
                : UUID.randomUUID().toString();
    }

    /** Binds an id to this thread until the binding is closed. */
    public static Binding bind(String id) {
        Binding binding = new Binding(current());
        CURRENT.set(id);
        return binding;
    }

    /**
     * The binding of an id to a thread.
     *
     * @param before the id that is bound again when this binding is closed
     */
    public record Binding(String before) implements AutoCloseable {
        @Override
        public void close() {
            if (before.equals(NONE)) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Returns the id that is bound to this thread, or {@code -}. */
    public static String current() {
        String id = CURRENT.get();
        return id == null ? NONE : id;
    }

    /** Returns the message with the id of the request before it, as log lines have it. */
    public static String with(String message) {
        return "[" + current() + "] " + message;
    }
}
