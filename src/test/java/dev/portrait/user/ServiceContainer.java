package dev.portrait.user;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.telemetry.Metrics;
import dev.portrait.user.TestDatabase.CommitFault;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mockito.InOrder;
import org.mockito.invocation.InvocationOnMock;

/**
 * Wires the services of this package for one request and runs their transactions as an EJB container does. An application
 * exception rolls the transaction back and reaches the caller. A failed commit reaches the caller as an {@link EJBException}.
 * As with JTA, the entity manager must join the transaction.
 */
final class ServiceContainer {

    /** More precise than the database, which stores microseconds. */
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06.123456789Z");

    static final int AVATARS_MAX = 3;

    private final TestDatabase database;
    private final EntityManager entities;
    private final UserRepository repository = spy(new UserRepository());
    private final UserIndex index = new UserIndex();
    private final Event<ProfileChanged> event = mock();
    private final Deque<CommitFault> faults = new ArrayDeque<>();
    private final List<ProfileChanged> fired = new ArrayList<>();
    private final List<ProfileChanged> committed = new ArrayList<>();
    private final Map<Class<?>, Object> beans = new HashMap<>();

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    ServiceContainer(TestDatabase database) {
        this.database = database;
        entities = database.factory().createEntityManager();
        EntityManagerFactory factory = mock();
        when(factory.createEntityManager()).thenReturn(entities);
        repository.factory = factory;
        repository.changes = event;
        repository.request = new RequestState();
        repository.index = index;
        index.factory = factory;
        index.request = repository.request;
        doAnswer(call -> {
                    entities.getTransaction().begin();
                    return null;
                })
                .when(repository)
                .joinTransaction();
        doAnswer(call -> fired.add(call.getArgument(0))).when(event).fire(any());
        beans.put(UserRepository.class, repository);
        beans.put(UserIndex.class, index);
        beans.put(Event.class, event);
        beans.put(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC));
        beans.put(Metrics.class, new Metrics(List.of()));
        beans.put(Settings.class, settings());
        Transactions transactions = injected(new Transactions());
        beans.put(Transactions.class, mock(Transactions.class, call -> inTransaction(transactions, call)));
        beans.put(Database.class, injected(new Database()));
        beans.put(AvatarCollection.class, injected(new AvatarCollection()));
        beans.put(UserFinder.class, injected(new UserFinder()));
        beans.put(UserService.class, injected(new UserService()));
        beans.put(AvatarService.class, injected(new AvatarService()));
        beans.put(DeletionService.class, injected(new DeletionService()));
        beans.put(UserAdministration.class, injected(new UserAdministration()));
    }

    private static Settings settings() {
        Map<String, String> values = Map.of("portrait.avatars.max", Integer.toString(AVATARS_MAX));
        return new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key))));
    }

    private <T> T injected(T instance) {
        for (Field field : instance.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(EJB.class)) {
                try {
                    field.set(instance, beans.get(field.getType()));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return instance;
    }

    <T> T get(Class<T> type) {
        return Objects.requireNonNull(type.cast(beans.get(type)));
    }

    /** The repository of this request. It is a spy: tests count its calls and make them fail. */
    UserRepository repository() {
        return repository;
    }

    /** Asserts that the first attempt at a change read the row without a lock, and that the second one locked it. */
    void assertLockedFromTheSecondAttemptOn(long id) {
        InOrder order = inOrder(repository);
        order.verify(repository).flush(any());
        order.verify(repository).forget();
        order.verify(repository).lock(id);
        order.verify(repository).flush(any());
        verify(repository, times(1)).lock(id);
    }

    /** The events that this request fired in committed transactions. */
    List<ProfileChanged> committed() {
        return committed;
    }

    /** Makes the next commits of changes in this request fail. */
    void failCommits(CommitFault... next) {
        faults.addAll(List.of(next));
    }

    /** Wires the services for another request, which has its own persistence context. */
    ServiceContainer anotherRequest() {
        return new ServiceContainer(database);
    }

    /** Adds a user in another request, so that this request has not read the user yet. */
    User addUser(String name) {
        return anotherRequest().create(name);
    }

    private User create(String name) {
        return get(Transactions.class).inNew(() -> {
            User user = new User(Optional.of("subject of " + name), new Username(name), "", "", false, NOW);
            repository.add(user);
            repository.flush(user);
            index.update(user);
            return user;
        });
    }

    /** Reads a user of any status from the database. */
    User stored(long id) {
        try (EntityManager reader = database.factory().createEntityManager()) {
            return reader.find(User.class, id);
        }
    }

    private Object inTransaction(Transactions transactions, InvocationOnMock call) throws Throwable {
        fired.clear();
        Object result;
        try {
            result = call.getMethod().invoke(transactions, call.getArguments());
        } catch (InvocationTargetException e) {
            rollBack();
            throw e.getCause();
        }
        commit(repository.sent().isPresent() ? nextFault() : CommitFault.NONE);
        return result;
    }

    private CommitFault nextFault() {
        return faults.isEmpty() ? CommitFault.NONE : faults.remove();
    }

    private void rollBack() {
        EntityTransaction transaction = entities.getTransaction();
        if (transaction.isActive()) {
            transaction.rollback();
        }
    }

    private void commit(CommitFault fault) {
        EntityTransaction transaction = entities.getTransaction();
        if (transaction.isActive()) {
            database.setFault(fault);
            try {
                transaction.commit();
            } catch (PersistenceException e) {
                throw new EJBException(e);
            } finally {
                database.setFault(CommitFault.NONE);
            }
            committed.addAll(fired);
        }
    }
}
