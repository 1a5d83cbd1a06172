package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
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
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What can be done with users: the only place that opens transactions. */
@Stateless
@PermitAll
@DeclareRoles("user")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserService {

    @Inject
    UserRepository users;

    @Inject
    Event<ProfileChanged> changes;

    @Inject
    Clock clock;

    @Inject
    AvatarCollection avatars;

    @Inject
    Transactions transactions;

    @Resource
    SessionContext context;

    /** The user of that id, or empty if there is no profile: never was, or deleted. */
    public Optional<User> find(long id) {
        return transactions
                .read(() -> users.find(id))
                .filter(user -> user.status().present());
    }

    /** The status of the user of that id, whatever it is; empty if there never was one. */
    public Optional<UserStatus> status(long id) {
        return transactions.read(() -> users.find(id)).map(User::status);
    }

    /** The status of the user of that identity-provider subject, whatever it is; empty if there never was one. */
    public Optional<UserStatus> status(String subject) {
        return transactions
                .read(() -> FirstSight.isSubject(subject) ? known(subject) : Optional.<User>empty())
                .map(User::status);
    }

    /**
     * The user of that identity-provider subject, made at first sight (contract §8).
     *
     * @param texts the text of a claim, empty where the token has none
     * @param truths whether a claim is the boolean {@code true}
     * @return empty if the user was deleted, or the text cannot be a subject
     */
    public Optional<User> findOrCreate(
            String subject, Function<String, Optional<String>> texts, Predicate<String> truths) {
        if (!FirstSight.isSubject(subject)) {
            return Optional.empty();
        }
        FirstSight newcomer = new FirstSight(subject, texts, truths);
        User user = transactions.attempt(number -> transactions
                .read(() -> known(subject))
                .orElseGet(() -> transactions.write(() -> inTransaction().create(newcomer.user(number, now())))));
        return Optional.of(user).filter(found -> found.status().present());
    }

    // An erased subject stays known, so that a token that is still valid does not create the user again (contract §7).
    private Optional<User> known(String subject) {
        return users.findBySubject(subject)
                .or(() -> users.findBySubject(User.erased(subject))
                        .filter(user -> user.status() == UserStatus.UNREGISTERED));
    }

    /**
     * Changes a profile, all of it or nothing. The last writer wins, field by field.
     *
     * @param expected the version that the profile must have; empty if any will do
     * @return the profile as it is from now on
     * @throws RequestException {@code not_found}; {@code permission_denied} if the user is blocked; {@code
     *     precondition_failed} if the profile has another version; the field error {@code unique} if the username is
     *     taken; {@code conflict} if the database kept rolling back
     */
    @RolesAllowed("user")
    public User change(long id, ProfileChange change, OptionalLong expected) {
        // Whoever was forestalled once locks the row, and cannot be forestalled again.
        return transactions.attempt(
                number -> transactions.write(() -> inTransaction().changeOnce(id, change, expected, number > 1)));
    }

    /**
     * Keeps a user from changing anything, or lets them again; not for requests of users.
     *
     * @param expected the version that the user must have; empty if any will do
     * @return the user as they are from now on
     * @throws RequestException {@code not_found}; {@code precondition_failed} if the user has another version; {@code
     *     conflict} if the database kept rolling back
     */
    public User setBlocked(long id, boolean blocked, OptionalLong expected) {
        return transactions.attempt(
                number -> transactions.write(() -> inTransaction().setBlockedOnce(id, blocked, expected, number > 1)));
    }

    /** Those of the pictures that a profile refers to. */
    public Set<MediaName> referred(Set<MediaName> pictures) {
        return transactions.read(() -> users.referred(pictures));
    }

    /** Whether any profile refers to any picture. */
    public boolean anyReferred() {
        return transactions.read(() -> users.anyReferred());
    }

    /** One attempt of {@link #change}, one transaction; not for callers outside. */
    @RolesAllowed("user")
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User changeOnce(long id, ProfileChange change, OptionalLong expected, boolean locked) {
        return transactions.change(new RequestException(new FieldError("username", ErrorCode.UNIQUE)), () -> {
            User user = existing(id, locked);
            if (user.status() != UserStatus.APPROVED) {
                throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED);
            }
            user.requireVersion(expected);
            ProfileDifference difference = user.change(change);
            if (!difference.isEmpty()) {
                if (difference.fields().contains("avatar")) {
                    difference.release(avatars.addInUse(user, now()));
                }
                users.flush(user);
                changes.fire(new ProfileChanged(id, user.status(), difference.fields(), difference.released()));
            }
            return user;
        });
    }

    /** One attempt of {@link #setBlocked}, one transaction; not for callers outside. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public User setBlockedOnce(long id, boolean blocked, OptionalLong expected, boolean locked) {
        return transactions.change(new RequestException(ErrorCode.CONFLICT), () -> {
            User user = existing(id, locked);
            user.requireVersion(expected);
            if (user.setBlocked(blocked)) {
                users.flush(user);
                changes.fire(new ProfileChanged(id, user.status(), Set.of("status"), List.of()));
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
        return transactions.change(new RequestException(ErrorCode.CONFLICT), () -> {
            users.add(user);
            users.flush(user);
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
}
