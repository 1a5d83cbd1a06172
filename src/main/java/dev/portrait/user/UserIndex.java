package dev.portrait.user;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Set;

/** Finds users by their texts, and stores the texts by whose beginning they are found. */
@Singleton
class UserIndex {

    private static final int SKIP_LOCKED = -2; // of Hibernate

    @PersistenceUnit
    EntityManagerFactory factory;

    @Inject
    RequestState request;

    List<User> search(UserSearch search) {
        UserOrder order = search.order();
        return query("select u from User u" + order.join(), search, " order by " + order.clause(), User.class)
                .setMaxResults(search.limit())
                .setFirstResult(search.offset())
                .getResultList();
    }

    long count(UserSearch search) {
        return query("select count(u) from User u", search, "", Long.class).getSingleResult();
    }

    private <T> TypedQuery<T> query(String begin, UserSearch search, String end, Class<T> type) {
        UserConditions conditions = UserConditions.of(search);
        TypedQuery<T> query = entities().createQuery(begin + " where " + conditions.clause() + end, type);
        conditions.parameters().forEach(query::setParameter);
        return query;
    }

    /**
     * Returns the ids of approved users with a text that begins so, in the order of these texts. A user who has several such texts
     * occurs several times.
     */
    List<Long> beginning(String text, Set<SearchKey.Kind> kinds, int limit) {
        return entities()
                .createQuery(
                        "select k.id.userId from SearchKey k join User u on u.id = k.id.userId"
                                + " where k.id.text like :beginning escape '!' and k.id.kind in :kinds"
                                + " and u.status = :approved order by k.id.text, k.id.kind, k.id.userId",
                        Long.class)
                .setParameter("beginning", UserConditions.beginningWith(text))
                .setParameter("kinds", kinds)
                .setParameter("approved", UserStatus.APPROVED)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Replaces the texts of a user by the current ones; deletes those of an erased user. */
    void update(User user) {
        entities()
                .createQuery("delete from SearchKey k where k.id.userId = :user")
                .setParameter("user", user.id())
                .executeUpdate();
        if (user.status() != UserStatus.UNREGISTERED) {
            SearchKey.of(user).forEach(entities()::persist);
        }
        entities().flush(); // so that no failure is mistaken for a failed commit
    }

    /**
     * Indexes users whom another program added: stores their search texts and the digests of their addresses. Skips rows that another node
     * has locked.
     *
     * @return how many users were indexed
     */
    int updateNext(int limit) {
        List<User> added = entities()
                .createQuery("select u from User u where u.searchable = false order by u.id", User.class)
                .setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
        added.forEach(this::update);
        added.forEach(this::setSearchable);
        return added.size();
    }

    // By a query, which keeps the version.
    private void setSearchable(User user) {
        entities()
                .createQuery("update User u set u.searchable = true, u.managed.emailMd5 = :md5,"
                        + " u.managed.emailSha256 = :sha256 where u = :user")
                .setParameter("md5", user.emailDigest(TextDigest.MD5).orElse(null))
                .setParameter("sha256", user.emailDigest(TextDigest.SHA256).orElse(null))
                .setParameter("user", user)
                .executeUpdate();
    }

    private EntityManager entities() {
        return request.entities(factory);
    }
}
