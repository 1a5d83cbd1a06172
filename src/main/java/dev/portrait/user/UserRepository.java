package dev.portrait.user;

import dev.portrait.media.MediaName;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The users that one request reads and changes. The persistence context lives as long as the request: the row that was
 * read to decide whether the caller may write is the row that changes, without a second SELECT; that nobody changed it
 * in between, the version makes sure.
 */
@RequestScoped
class UserRepository {

    private static final List<Place> PICTURES =
            List.of(new Place("User", "avatar"), new Place("User", "cover"), new Place("Avatar", "picture"));

    @PersistenceUnit
    EntityManagerFactory factory;

    private @Nullable EntityManager entityManager;
    private @Nullable User sent;

    Optional<User> find(long id) {
        return Optional.ofNullable(entities().find(User.class, id));
    }

    /** The user, read now, whom nobody else can change before this transaction ends. */
    Optional<User> lock(long id) {
        return Optional.ofNullable(entities().find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** As {@link #lock}, and whatever this transaction changes elsewhere counts as a new version of the user. */
    Optional<User> lockNewVersion(long id) {
        // Not by PESSIMISTIC_FORCE_INCREMENT, with which Hibernate does not wait for the row.
        Optional<User> user = lock(id);
        user.ifPresent(locked -> entities().lock(locked, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
        return user;
    }

    /** The avatars of a user, the newest first. */
    List<Avatar> avatars(long userId) {
        return entities()
                .createQuery("select a from Avatar a where a.userId = :user order by a.id desc", Avatar.class)
                .setParameter("user", userId)
                .getResultList();
    }

    Optional<User> findBySubject(String subject) {
        return entities()
                .createQuery("select u from User u where u.subject = :subject", User.class)
                .setParameter("subject", subject)
                .getResultList() // a stream would keep its connection until somebody closes it
                .stream()
                .findFirst();
    }

    List<User> search(UserSearch search) {
        return query("select u", search, " order by " + search.order().clause(), User.class)
                .setMaxResults(search.limit())
                .setFirstResult(search.offset())
                .getResultList();
    }

    long count(UserSearch search) {
        return query("select count(u)", search, "", Long.class).getSingleResult();
    }

    private <T> TypedQuery<T> query(String select, UserSearch search, String end, Class<T> type) {
        String where = " from User u where u.status <> :gone"
                + (search.username().isPresent() ? " and u.usernameKey = :username" : "")
                + (search.prefix().isPresent()
                        ? " and (u.usernameKey like :prefix escape '!' or lower(u.realName) like :prefix escape '!')"
                        : "");
        TypedQuery<T> query =
                entities().createQuery(select + where + end, type).setParameter("gone", UserStatus.UNREGISTERED);
        search.username().ifPresent(name -> query.setParameter("username", name.toLowerCase(Locale.ROOT)));
        search.prefix().ifPresent(prefix -> query.setParameter("prefix", beginningWith(prefix)));
        return query;
    }

    private static String beginningWith(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /** Those of the pictures that a profile refers to. */
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

    /** Whether any profile refers to any picture. */
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

    void endLease(String lease, String holder) {
        entities()
                .createNativeQuery("update portrait_lease set holder = '', held_until = current_timestamp"
                        + " where name = :lease and holder = :holder")
                .setParameter("lease", lease)
                .setParameter("holder", holder)
                .executeUpdate();
    }

    /** Makes what was read, and will be read, part of the transaction that runs. */
    void joinTransaction() {
        entities().joinTransaction();
    }

    void add(Object entity) {
        entities().persist(entity);
    }

    void remove(Avatar avatar) {
        entities().remove(avatar);
    }

    /** Sends the changes to the database now, where a violated rule can still be told from a failed commit. */
    void flush(User changed) {
        entities().flush();
        sent = changed;
    }

    /** The user as last sent to the database; empty if nothing was sent since {@link #forget}. */
    Optional<User> sent() {
        return Optional.ofNullable(sent);
    }

    /** Forgets what was read and sent, so that it is read anew. */
    void forget() {
        entities().clear();
        sent = null;
    }

    private EntityManager entities() {
        if (entityManager == null) {
            entityManager = factory.createEntityManager();
        }
        return entityManager;
    }

    @PreDestroy
    void close() {
        if (entityManager != null) {
            entityManager.close();
        }
    }

    /** Where a picture is named. */
    private record Place(String entity, String attribute) {}
}
