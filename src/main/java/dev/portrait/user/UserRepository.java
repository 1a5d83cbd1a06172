package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Queries and stores users. The persistence context lives as long as the request: the row that the access check reads is the row
 * that the transaction changes, without a second SELECT. The version detects a change in between. {@link #findShown} reads no entity and
 * needs no context of the request.
 */
@Singleton
class UserRepository {

    private static final List<Place> PICTURES =
            List.of(new Place("User", "avatar"), new Place("User", "cover"), new Place("Avatar", "picture"));

    // The visibility decides who finds a user by the real name.
    private static final Set<String> SEARCHED = Set.of(
            ProfileField.USERNAME.key(),
            ProfileField.REAL_NAME.key(),
            ProfileField.EMAIL.key(),
            UserService.VISIBILITY);

    private static final String SHOWN = """
            select new dev.portrait.user.ShownUser(
                u.id, u.avatar, u.texts.realName, u.visibility, u.managed.email, u.managed.emailValid)
            from User u
            where u.%s = :value and u.status = :approved and u.visibility not like '%%avatar=%%'
            order by u.id
            """;

    @PersistenceUnit
    EntityManagerFactory factory;

    @Inject
    Event<ProfileChanged> changes;

    @Inject
    UserIndex index;

    @Inject
    RequestState request;

    /** Returns the user that this request found last, if it has this id. */
    Optional<User> found(long id) {
        return request.found(id);
    }

    Optional<User> find(long id) {
        return found(Optional.ofNullable(entities().find(User.class, id)));
    }

    private Optional<User> found(Optional<User> user) {
        user.ifPresent(request::setFound);
        return user;
    }

    /**
     * Returns the user for a change.
     *
     * @param locked whether to lock the row, so that no other transaction can win another race for it
     * @throws RequestException {@code not_found} if there is no such profile or it was deleted
     */
    User require(long id, boolean locked) {
        return (locked ? lock(id) : find(id))
                .filter(user -> user.status().present())
                .orElseThrow(() -> new RequestException(ErrorCode.NOT_FOUND));
    }

    /** Reads the user now and locks the row until the transaction ends. */
    Optional<User> lock(long id) {
        return Optional.ofNullable(entities().find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** As {@link #lock}; raises the user's version also if the transaction changes other rows only. */
    Optional<User> lockNewVersion(long id) {
        // Hibernate 6.6 does not wait for the row with PESSIMISTIC_FORCE_INCREMENT.
        Optional<User> user = lock(id);
        user.ifPresent(locked -> entities().lock(locked, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
        return user;
    }

    /** Returns the avatars of a user, newest first. */
    List<Avatar> avatars(long userId) {
        return entities()
                .createQuery("select a from Avatar a where a.userId = :user order by a.id desc", Avatar.class)
                .setParameter("user", userId)
                .getResultList();
    }

    Optional<User> findBySubject(String subject) {
        return found(first(entities()
                .createQuery("select u from User u where u.subject = :subject", User.class)
                .setParameter("subject", subject)));
    }

    Optional<User> findByExtId(long extId) {
        return first(entities()
                .createQuery("select u from User u where u.managed.extId = :ext_id", User.class)
                .setParameter("ext_id", extId));
    }

    /**
     * Returns the approved user with that key who does not hide the avatar; of several, the one with the lowest id. What hides a user is
     * part of the query, so that response times do not distinguish hidden users from unknown ones.
     */
    Optional<ShownUser> findShown(AvatarKey key) {
        return key.condition().flatMap(condition -> {
            // A context of its own: most look-ups read nothing else, and the request's costs more to create.
            try (EntityManager entities = factory.createEntityManager()) {
                return first(entities.createQuery(SHOWN.formatted(condition.getKey()), ShownUser.class)
                        .setParameter("value", condition.getValue())
                        .setParameter("approved", UserStatus.APPROVED)
                        .setMaxResults(1));
            }
        });
    }

    Optional<User> findByUsername(Username username) {
        return first(entities()
                .createQuery("select u from User u where u.usernameKey = :username", User.class)
                .setParameter("username", username.key()));
    }

    /** Returns the users with these ids in any order. */
    List<User> findAll(Set<Long> ids) {
        return entities()
                .createQuery("select u from User u where u.id in :ids", User.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Returns which of the pictures a profile refers to. */
    Set<MediaName> referred(Set<MediaName> pictures) {
        List<String> names = pictures.stream().map(MediaName::value).toList();
        return PICTURES.stream()
                .flatMap(place -> entities()
                        .createQuery(
                                "select e.%1$s from %2$s e where e.%1$s in :names"
                                        .formatted(place.attribute(), place.entity()),
                                String.class)
                        .setParameter("names", names)
                        .getResultList()
                        .stream())
                .map(MediaName::new)
                .collect(Collectors.toSet());
    }

    /** Returns whether any profile refers to any picture. */
    boolean anyReferred() {
        return PICTURES.stream()
                .anyMatch(place -> !entities()
                        .createQuery(
                                "select e.id from %s e where e.%s is not null"
                                        .formatted(place.entity(), place.attribute()),
                                Long.class)
                        .setMaxResults(1)
                        .getResultList()
                        .isEmpty());
    }

    boolean holdLease(String lease, String holder) {
        return entities()
                        .createNativeQuery("update portrait_lease"
                                + " set holder = :holder, held_until = current_timestamp + interval '10' minute"
                                + " where name = :lease and (holder = :holder or held_until < current_timestamp)")
                        .setParameter("lease", lease)
                        .setParameter("holder", holder)
                        .executeUpdate()
                > 0;
    }

    boolean endLease(String lease, String holder) {
        return entities()
                        .createNativeQuery("update portrait_lease set holder = '', held_until = current_timestamp"
                                + " where name = :lease and holder = :holder")
                        .setParameter("lease", lease)
                        .setParameter("holder", holder)
                        .executeUpdate()
                > 0;
    }

    /** Joins the current transaction: entities that were read before can be changed in it. */
    void joinTransaction() {
        entities().joinTransaction();
    }

    void add(Object entity) {
        entities().persist(entity);
    }

    void remove(Avatar avatar) {
        entities().remove(avatar);
    }

    /** Sends the changes to the database now, so that a violated constraint is not mistaken for a failed commit. */
    void flush(User changed) {
        entities().flush();
        request.setSent(changed);
    }

    /** Sends the changes to the database and announces them to the observers of the transaction. */
    void save(User changed, ProfileChanged change) {
        flush(changed);
        if (change.fields().stream().anyMatch(SEARCHED::contains)) {
            index.update(changed);
        }
        changes.fire(change);
    }

    /** Returns the user as last sent to the database; empty if nothing was sent since {@link #forget}. */
    Optional<User> sent() {
        return request.sent();
    }

    /** Detaches all entities, so that they are read again. */
    void forget() {
        request.forget();
    }

    // Not getResultStream, which holds its connection until it is closed.
    private static <T> Optional<T> first(TypedQuery<T> query) {
        return query.getResultList().stream().findFirst();
    }

    private EntityManager entities() {
        return request.entities(factory);
    }

    /** A column that contains names of pictures. */
    private record Place(String entity, String attribute) {}
}
