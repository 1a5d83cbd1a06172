package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds users, and creates those of new subjects. An EJB, because Open Liberty keeps a connection that is used outside of one until the
 * request ends (seen in 25.0.0.9): uploads that stall would occupy the pool; and because health checks run in threads of the server, where only an EJB sees the names of the WAR.
 * Inject it by {@code @EJB}: see {@link Database}.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserFinder {

    // A user may be found by the username and by two words of the name. More are rare, and then fewer users are found.
    private static final int MATCHES_PER_USER = 3;

    @Inject
    UserRepository users;

    @Inject
    UserIndex index;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Returns the user, or empty if there is no such profile or it was deleted. */
    public Optional<User> find(long id) {
        return users.found(id)
                .or(() -> database.read(() -> users.find(id)))
                .filter(user -> user.status().present());
    }

    /**
     * Returns the user. After a change, use what the change returns.
     *
     * @throws RequestException {@code not_found} if there is no such profile or it was deleted
     */
    public User require(long id) {
        return find(id).orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
    }

    /** Returns the users with these ids, in their order, by one SELECT; without those that have no profile or were deleted. */
    public List<User> findAll(Set<Long> ids) {
        Map<Long, User> found = database.read(() -> users.findAll(ids)).stream()
                .filter(user -> user.status().present())
                .collect(Collectors.toMap(User::id, Function.identity()));
        return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
    }

    /** Returns the approved user with that name, ignoring ASCII case. */
    public Optional<User> findApproved(Username username) {
        return database.read(() -> users.findByUsername(username)).filter(user -> user.status() == UserStatus.APPROVED);
    }

    /** Returns the approved user with that key who does not hide the avatar; of several, the one with the lowest id. */
    public Optional<ShownUser> findShown(AvatarKey key) {
        return database.read(() -> users.findShown(key)).filter(key::isOf);
    }

    /**
     * Returns approved users whose username, or a word of whose real name, begins so, ignoring case and accents; in the order of
     * what was found, each once. Real names that their owners hide are not searched.
     *
     * @param names whether to search real names
     */
    public List<User> findBeginning(String text, boolean names, int limit) {
        if (SearchText.of(text).isEmpty()) {
            return List.of();
        }
        Set<SearchKey.Kind> kinds =
                names ? EnumSet.of(SearchKey.Kind.USERNAME, SearchKey.Kind.NAME) : EnumSet.of(SearchKey.Kind.USERNAME);
        List<Long> ids = database.read(() -> index.beginning(text, kinds, limit * MATCHES_PER_USER));
        return findAll(ids.stream().distinct().limit(limit).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Returns a user of any status; empty if there never was such a user. */
    public Optional<User> known(long id) {
        return database.read(() -> users.find(id));
    }

    /** As {@link #known(long)}, by the identity provider's subject. */
    public Optional<User> known(String subject) {
        return Subject.isValid(subject) ? database.read(() -> findKnown(subject)) : Optional.empty();
    }

    /**
     * Returns the user with that identity-provider subject; creates one for an unknown subject (contract §8).
     *
     * @param texts returns the text of a claim, or empty if the token has none
     * @param truths returns whether a claim is the boolean {@code true}
     * @return empty if the user was deleted, or if the text cannot be a subject
     */
    public Optional<User> findOrCreate(
            String subject, Function<String, Optional<String>> texts, Predicate<String> truths) {
        if (!Subject.isValid(subject)) {
            return Optional.empty();
        }
        User user = database.read(() -> findKnown(subject))
                .orElseGet(() -> create(subject, new FirstSight(subject, texts, truths)));
        return Optional.of(user).filter(found -> found.status().present());
    }

    // An attempt fails if another request creates the same user, or if the username is taken.
    private User create(String subject, FirstSight newcomer) {
        return database.changeWithGeneratedName(attempt -> {
            Optional<User> createdByAnother = attempt == 1 ? Optional.empty() : findKnown(subject);
            return createdByAnother.orElseGet(() -> {
                User user = newcomer.user(attempt, now());
                users.add(user);
                users.flush(user);
                index.update(user);
                return user;
            });
        });
    }

    // An erased subject stays known, so that a token that is still valid does not create the user again (contract §7).
    private Optional<User> findKnown(String subject) {
        return users.findBySubject(subject)
                .or(() -> users.findBySubject(ErasedSubject.of(subject))
                        .filter(user -> user.status() == UserStatus.UNREGISTERED));
    }

    /** Returns which of the pictures a profile refers to. */
    public Set<MediaName> referred(Set<MediaName> pictures) {
        return database.read(() -> users.referred(pictures));
    }

    /** Returns whether any profile refers to any picture. */
    public boolean anyReferred() {
        return database.read(() -> users.anyReferred());
    }

    /** Returns whether the database answers. */
    public boolean reachable() {
        try {
            database.read(() -> users.find(0));
            return true;
        } catch (RequestException e) {
            return false;
        }
    }

    // The database keeps microseconds. The first answer has the same time as all later ones.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
