package dev.portrait.ops;

import dev.portrait.media.MediaStore;
import dev.portrait.platform.persistence.Migrations;
import dev.portrait.security.TokenKeys;
import dev.portrait.user.UserFinder;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Checks the parts that this node depends on. */
@ApplicationScoped
public class Health {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    @Inject
    Migrations migrations;

    @EJB
    UserFinder users;

    @Inject
    MediaStore media;

    @Inject
    TokenKeys keys;

    /** Returns the version of the schema. Waits until it is migrated. */
    public String schemaVersion() {
        return migrations.info().schemaVersion();
    }

    /**
     * Returns the parts that every request needs, in a state that is at most a second old. One caller at a time checks the parts. Until
     * it returns, other callers get the previous state, so that a store that hangs blocks one thread and not all.
     */
    @ActivateRequestContext // a server may call this in a thread without a request
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
     * A part and its fault.
     *
     * @param fault text for the administrator, without secrets; empty if the part is up
     */
    public record Part(String name, Optional<String> fault) {

        public boolean up() {
            return fault.isEmpty();
        }

        /** Returns {@code up}, or {@code down} with the reason. */
        public String state() {
            return fault.map(reason -> "down: " + reason).orElse("up");
        }
    }
}
