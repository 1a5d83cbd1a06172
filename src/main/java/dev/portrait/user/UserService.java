package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What can be done with users: the only place that opens transactions. */
@Stateless
@PermitAll
@DeclareRoles("user")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserService {

    private static final int ATTEMPTS = 10;
    // ISO/IEC 9075, the same in every database: a broken constraint; a deadlock or a serialization failure.
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ROLLED_BACK = "40";
    private static final String READ = "read";

    @Inject
    UserRepository users;

    @Inject
    Event<ProfileChanged> changes;

    @Inject
    Clock clock;

    @Inject
    Metrics metrics;

    @Resource
    SessionContext context;

    /** The user of that id, or empty if there is no profile: never was, or deleted. */
    public Optional<User> find(long id) {
        return metrics.time(Metric.DATABASE, READ, () -> users.find(id))
                .filter(user -> user.status().present());
    }

    /**
     * The user of that identity-provider subject, made at first sight (contract §8).
     *
     * @param claims the text of a claim, empty where the token has none
     * @return empty if the user was deleted
     */
    public Optional<User> findOrCreate(String subject, Function<String, Optional<String>> claims) {
        FirstSight newcomer = new FirstSight(subject, claims);
        User user = attempt(number -> metrics.time(Metric.DATABASE, READ, () -> users.findBySubject(subject))
                .orElseGet(() -> write(() -> inTransaction().create(newcomer.user(number, now())))));
        return Optional.of(user).filter(found -> found.status().present());
    }

    /**
     * Changes a profile, all of it or nothing. The last writer wins, field by field.
     *
     * @return the profile as it is from now on
     * @throws RequestException {@code not_found}; {@code permission_denied} if the user is blocked; the field error
     *     {@code unique} if the username is taken; {@code conflict} if the database kept rolling back
     */
    @RolesAllowed("user")
    public User change(long id, ProfileChange change) {
        // Whoever was forestalled once locks the row, and cannot be forestalled again.
        return attempt(number -> write(() -> inTransaction().changeOnce(id, change, number > 1)));
    }

    /**
     * Keeps a user from changing anything, or lets them again; not for requests of users.
     *
     * @return the user as they are from now on
     * @throws RequestException {@code not_found}; {@code conflict} if the database kept rolling back
     */
    public User setBlocked(long id, boolean blocked) {
        return attempt(number -> write(() -> inTransaction().setBlockedOnce(id, blocked, number > 1)));
    }

    /** Those of the pictures that a profile refers to. */
    public Set<MediaName> referred(Set<MediaName> pictures) {
        return metrics.time(Metric.DATABASE, READ, () -> users.referred(pictures));
    }

    /** Whether any profile refers to any picture. */
    public boolean anyReferred() {
        return metrics.time(Metric.DATABASE, READ, () -> users.anyReferred());
    }

    /** One attempt of {@link #change}, one transaction; not for callers outside. */
    @RolesAllowed("user")
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User changeOnce(long id, ProfileChange change, boolean locked) {
        return write(new RequestException(new FieldError("username", ErrorCode.UNIQUE)), () -> {
            User user = existing(id, locked);
            if (user.status() != UserStatus.APPROVED) {
                throw new RequestException(ErrorCode.PERMISSION_DENIED);
            }
            ProfileDifference difference = user.change(change);
            if (!difference.isEmpty()) {
                users.flush();
                changes.fire(new ProfileChanged(id, difference.fields(), difference.released()));
            }
            return user;
        });
    }

    /** One attempt of {@link #setBlocked}, one transaction; not for callers outside. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User setBlockedOnce(long id, boolean blocked, boolean locked) {
        return write(new RequestException(ErrorCode.CONFLICT), () -> {
            User user = existing(id, locked);
            if (user.setBlocked(blocked)) {
                users.flush();
                changes.fire(new ProfileChanged(id, Set.of("status"), List.of()));
            }
            return user;
        });
    }

    private User existing(long id, boolean locked) {
        return (locked ? users.lock(id) : users.find(id))
                .filter(found -> found.status().present())
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
    }

    /** One attempt of {@link #findOrCreate}, one transaction; not for callers outside. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User create(User user) {
        return write(new RequestException(ErrorCode.CONFLICT), () -> {
            users.add(user);
            users.flush();
            return user;
        });
    }

    /** Whether the database answers. */
    public boolean reachable() {
        try {
            users.find(0);
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    // No finer than the database keeps it, so that the first answer has the time that all later ones have.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private UserService inTransaction() {
        return context.getBusinessObject(UserService.class);
    }

    // Whatever fails in here fails before the commit: a RequestException says that nothing was changed, for certain.
    private User write(RequestException notUnique, Supplier<User> step) {
        try {
            users.joinTransaction();
            return step.get();
        } catch (OptimisticLockException e) {
            throw new RequestException(ErrorCode.CONFLICT, e);
        } catch (PersistenceException e) {
            String state = sqlState(e);
            if (state.equals(UNIQUE_VIOLATION)) {
                throw notUnique;
            }
            throw new RequestException(state.startsWith(ROLLED_BACK) ? ErrorCode.CONFLICT : ErrorCode.ERROR, e);
        }
    }

    // With its commit, which is where most of the time goes.
    private User write(Supplier<User> transaction) {
        return metrics.time(Metric.DATABASE, "write", transaction);
    }

    private <T> T attempt(IntFunction<T> step) {
        for (int number = 1; ; number++) {
            try {
                return step.apply(number);
            } catch (RequestException e) {
                if (e.code() != ErrorCode.CONFLICT || number == ATTEMPTS) {
                    throw e;
                }
                users.forget();
            }
        }
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
