package dev.portrait.telemetry;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name by which an answer and the log lines of its request find each other. */
public final class RequestId {

    /** The header that proxies send it in, and answers carry it in. */
    public static final String HEADER = "X-Request-Id";

    private static final String NONE = "-";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    // Whoever logs knows neither the request nor its caller; the filter that binds an id unbinds it again.
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** The id that the client gave if it has at most 64 harmless characters, else a new one. */
    public static String of(@Nullable String header) {
        return header != null && WELL_FORMED.matcher(header).matches()
                ? header
                : UUID.randomUUID().toString();
    }

    /** Makes this thread work for that request until the binding is closed. */
    public static Binding bind(String id) {
        Binding binding = new Binding(current());
        CURRENT.set(id);
        return binding;
    }

    /**
     * That a thread works for a request.
     *
     * @param before the request that it works for once this is closed
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

    /** The request that this thread works for, or {@code -} if for none. */
    public static String current() {
        String id = CURRENT.get();
        return id == null ? NONE : id;
    }

    /** The message as the log has it: with the id of the request before it. */
    public static String with(String message) {
        return "[" + current() + "] " + message;
    }
}
