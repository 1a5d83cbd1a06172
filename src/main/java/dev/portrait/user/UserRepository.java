package dev.portrait.user;

import dev.portrait.media.MediaName;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users that one request reads and changes. The persistence context lives as long as the request: the row that was
 * read to decide whether the caller may write is the row that changes, without a second SELECT; that nobody changed it
 * in between, the version makes sure.
 */
@RequestScoped
class UserRepository {

    @PersistenceUnit
    EntityManagerFactory factory;

    private @Nullable EntityManager entityManager;

    Optional<User> find(long id) {
        return Optional.ofNullable(entities().find(User.class, id));
    }

    /** The user, read now, whom nobody else can change before this transaction ends. */
    Optional<User> lock(long id) {
        return Optional.ofNullable(entities().find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<User> findBySubject(String subject) {
        return entities()
                .createQuery("select u from User u where u.subject = :subject", User.class)
                .setParameter("subject", subject)
                .getResultList() // a stream would keep its connection until somebody closes it
                .stream()
                .findFirst();
    }

    /** Those of the pictures that a profile refers to. */
    Set<MediaName> referred(Set<MediaName> pictures) {
        List<String> names = pictures.stream().map(MediaName::value).toList();
        return Stream.of("avatar", "cover")
                .flatMap(picture -> entities()
                        .createQuery(
                                "select u." + picture + " from User u where u." + picture + " in :names", String.class)
                        .setParameter("names", names)
                        .getResultList()
                        .stream())
                .map(MediaName::new)
                .collect(Collectors.toSet());
    }

    /** Whether any profile refers to any picture. */
    boolean anyReferred() {
        return Stream.of("avatar", "cover")
                .anyMatch(picture -> !entities()
                        .createQuery("select u.id from User u where u." + picture + " is not null", Long.class)
                        .setMaxResults(1)
                        .getResultList()
                        .isEmpty());
    }

    /** Makes what was read, and will be read, part of the transaction that runs. */
    void joinTransaction() {
        entities().joinTransaction();
    }

    void add(User user) {
        entities().persist(user);
    }

    /** Sends the changes to the database now, where a violated rule can still be told from a failed commit. */
    void flush() {
        entities().flush();
    }

    /** Forgets what was read, so that it is read anew. */
    void forget() {
        entities().clear();
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
}
