package dev.portrait.user;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link UserRepository} keeps for one request. It has no injected fields: Payara looks up a persistence unit in JNDI each time it
 * injects one.
 */
@RequestScoped
class RequestState {

    private @Nullable EntityManager entityManager;
    private @Nullable User found;
    private @Nullable User sent;

    EntityManager entities(EntityManagerFactory factory) {
        if (entityManager == null) {
            entityManager = factory.createEntityManager();
        }
        return entityManager;
    }

    /** Returns the user that was found last, if it has this id. */
    Optional<User> found(long id) {
        return Optional.ofNullable(found).filter(user -> user.id() == id);
    }

    void setFound(User user) {
        found = user;
    }

    Optional<User> sent() {
        return Optional.ofNullable(sent);
    }

    void setSent(User user) {
        sent = user;
    }

    void forget() {
        if (entityManager != null) {
            entityManager.clear();
        }
        found = null;
        sent = null;
    }

    @PreDestroy
    void close() {
        if (entityManager != null) {
            entityManager.close();
        }
    }
}
