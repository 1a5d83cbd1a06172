package dev.portrait.user;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds users by their texts, and stores the texts by whose beginning they are found. */
@Singleton
class UserIndex {

    /** How many users a search counts at most. Among millions, more would take seconds. */
    static final int MAX_COUNT = 100_000;

    private static final int SKIP_LOCKED = -2; // of Hibernate

    @PersistenceUnit
    EntityManagerFactory factory;

    @Inject
    RequestState request;

    FoundUsers search(UserSearch search) {
        UserOrder order = search.order();
        UserConditions conditions = UserConditions.of(search);
        List<User> users = query(
                        "select u from User u" + order.join() + " where " + conditions.clause() + " order by "
                                + order.clause(),
                        conditions.parameters(),
                        User.class)
                .setMaxResults(search.limit() + 1)
                .setFirstResult(search.offset())
                .getResultList();
        boolean more = users.size() > search.limit();
        long count = more || search.offset() > 0
                ? count(
                        "select u.id as id from User u where " + conditions.clause() + " order by u.id",
                        conditions.parameters(),
                        MAX_COUNT + 1)
                : users.size();
        boolean limited = count > MAX_COUNT
                || search.prefix().filter(this::isBeginningOfTooMany).isPresent();
        return new FoundUsers(
                users.subList(0, Math.min(users.size(), search.limit())), more, Math.min(count, MAX_COUNT), limited);
    }

    private boolean isBeginningOfTooMany(String text) {
        return count(
                        "select k.id.userId as id from SearchKey k where k.id.text like :beginning escape '!'"
                                + " order by k.id.text, k.id.kind, k.id.userId",
                        Map.of("beginning", UserConditions.beginningWith(text)),
                        UserConditions.MAX_TEXTS + 1)
                > UserConditions.MAX_TEXTS;
    }

    /** Counts the rows of a query, but not more than that. */
    private long count(String query, Map<String, Object> parameters, int max) {
        return query("select count(*) from (" + query + " limit " + max + ") f", parameters, Long.class)
                .getSingleResult();
    }

    private <T> TypedQuery<T> query(String text, Map<String, Object> parameters, Class<T> type) {
        TypedQuery<T> query = entities().createQuery(text, type);
        parameters.forEach(query::setParameter);
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
