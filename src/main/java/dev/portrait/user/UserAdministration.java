package dev.portrait.user;

import static dev.portrait.contract.ProfileField.AVATAR;
import static dev.portrait.contract.ProfileField.EMAIL;
import static dev.portrait.contract.ProfileField.EXT_ID;
import static dev.portrait.contract.ProfileField.USERNAME;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds users for administrators, and changes what administrators may change (contract §12).
 *
 * <p>Every change throws RequestException: {@code not_found}; {@code precondition_failed} if the user has another version
 * than expected; {@code conflict} if the database kept rolling back.
 */
@Stateless
@RolesAllowed("admin")
@DeclareRoles({"user", "admin"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserAdministration {

    @Inject
    UserRepository users;

    @Inject
    UserIndex index;

    @Inject
    UserService service;

    @Inject
    AvatarCollection avatars;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Returns one page of the users that match, deleted users included, erased ones not. */
    public FoundUsers find(UserSearch search) {
        return database.read(() -> index.search(search));
    }

    /** As {@link UserService#setBlocked}. */
    public User setBlocked(long id, boolean blocked, OptionalLong expected) {
        return service.setBlocked(id, blocked, expected);
    }

    /**
     * Creates a user. Without a username, one is derived as at first sight (contract §8).
     *
     * @throws RequestException also the field error {@code unique} of the username, the subject or {@code ext_id}
     */
    public User create(ManagedChange change) {
        return database.changeWithGeneratedName(attempt -> {
            requireNotErased(change);
            if (attempt > 1) {
                takenBy(change, 0).throwIfAny();
            }
            User user = newcomer(change, attempt);
            Set<String> fields = new HashSet<>(user.change(change).fields());
            fields.add(USERNAME.key());
            change.subject().ifPresent(subject -> fields.add(Subject.FIELD));
            users.add(user);
            users.save(user, new ProfileChanged(user.id(), user.status(), fields, List.of()));
            return user;
        });
    }

    private User newcomer(ManagedChange change, int attempt) {
        String email = change.profile().of(EMAIL, String.class).over("", "");
        Username username = FirstSight.username(email.replaceFirst("(?s)@.*", ""), attempt);
        Username given = change.profile().of(USERNAME, Username.class).over(username, username);
        return new User(change.subject(), given, "", "", false, now());
    }

    /**
     * Changes a user: the fields that another system owns, the subject, and what the profile shows. An avatar that is cleared is
     * removed from the collection too.
     *
     * @param expected the version that the user must have; empty to accept any
     * @return the changed user
     * @throws RequestException also the field error {@code unique} of the username, the subject or {@code ext_id}; {@code
     *     read_only} if the user has another subject
     */
    public User change(long id, ManagedChange change, OptionalLong expected) {
        return database.change(() -> taken(change, id), attempt -> {
            requireNotErased(change);
            User user = users.require(id, attempt > 1);
            user.requireVersion(expected);
            Optional<MediaName> before = user.avatar();
            ProfileDifference difference = user.change(change);
            if (difference.fields().contains(AVATAR.key())) {
                difference.release(
                        user.avatar().isPresent()
                                ? avatars.addCurrent(user, now())
                                : avatars.remove(user, before.orElseThrow()));
            }
            if (!difference.isEmpty()) {
                users.save(user, ProfileChanged.of(user, difference));
            }
            return user;
        });
    }

    // Otherwise the next import would bring back a person who was erased.
    private void requireNotErased(ManagedChange change) {
        if (change.subject()
                .flatMap(text -> users.findBySubject(ErasedSubject.of(text)))
                .isPresent()) {
            throw new RequestException(new FieldError(Subject.FIELD, ErrorCode.UNIQUE));
        }
    }

    private RequestException taken(ManagedChange change, long id) {
        return database.read(() -> {
            takenBy(change, id).throwIfAny();
            return new RequestException(ErrorCode.CONFLICT);
        });
    }

    /** Finds out which values another user has, after the database refused a change. */
    private FieldErrors takenBy(ManagedChange change, long id) {
        FieldErrors errors = new FieldErrors();
        if (change.profile().of(USERNAME) instanceof Change.Set<?> name) {
            add(errors, USERNAME.key(), users.findByUsername((Username) name.value()), id);
        }
        if (change.profile().of(EXT_ID) instanceof Change.Set<?> extId) {
            add(errors, EXT_ID.key(), users.findByExtId((Long) extId.value()), id);
        }
        add(errors, Subject.FIELD, change.subject().flatMap(users::findBySubject), id);
        return errors;
    }

    private static void add(FieldErrors errors, String field, Optional<User> other, long id) {
        if (other.filter(user -> user.id() != id).isPresent()) {
            errors.add(new FieldError(field, ErrorCode.UNIQUE));
        }
    }

    // The database keeps microseconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** As {@link UserService#removeAvatars}. */
    public void removeAvatars(long id) {
        service.removeAvatars(id);
    }
}
