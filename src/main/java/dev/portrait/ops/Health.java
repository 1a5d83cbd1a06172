package dev.portrait.ops;

import dev.portrait.media.MediaStore;
import dev.portrait.platform.Migrations;
import dev.portrait.security.TokenKeys;
import dev.portrait.user.UserService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether this node can do its work, part by part. */
@ApplicationScoped
public class Health {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    @Inject
    Migrations migrations;

    @Inject
    UserService users;

    @Inject
    MediaStore media;

    @Inject
    TokenKeys keys;

    /** The version of the schema; waits until it is up to date. */
    public String schemaVersion() {
        return migrations.info().schemaVersion();
    }

    /**
     * The parts that every request needs, as they were at most a second ago. One caller at a time asks the parts; while it
     * waits for them, the others get what was known, so that a store that hangs holds one thread and not all.
     */
    @ActivateRequestContext // a server may ask from a thread of its own
    public List<Part> parts() {
        Answer known = last;
        if (known != null && (known.isFresh() || asking.isLocked())) {
            return known.parts();
        }
        asking.lock();
        try {
            Answer current = last;
            if (current == null || !current.isFresh()) {
                current = new Answer(ask(), System.nanoTime());
                last = current;
            }
            return current.parts();
        } finally {
            asking.unlock();
        }
    }

    private List<Part> ask() {
        return List.of(
                new Part(
                        "database", users.reachable() ? Optional.empty() : Optional.of("the database does not answer")),
                new Part("media", media.fault()),
                new Part("keys", keys.fault()));
    }

    private record Answer(List<Part> parts, long nanoTime) {

        boolean isFresh() {
            return System.nanoTime() - nanoTime < FRESH_NANOS;
        }
    }

    /**
     * A part, and what is wrong with it.
     *
     * @param fault in words for the administrator, without secrets; empty if it is up
     */
    public record Part(String name, Optional<String> fault) {

        public boolean up() {
            return fault.isEmpty();
        }

        /** {@code up}, or {@code down} and why. */
        public String state() {
            return fault.map(reason -> "down: " + reason).orElse("up");
        }
    }
}
