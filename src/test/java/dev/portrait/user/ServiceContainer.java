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
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metrics;
import dev.portrait.user.TestDatabase.CommitFault;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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
 * Wires the services of this package for one request and runs their transactions as an EJB container does. A {@link
 * RequestException} rolls the transaction back and reaches the caller. A failure of the database reaches the caller as
 * an {@link EJBException}. As with JTA, the entity manager must join the transaction.
 */
final class ServiceContainer {

    /** Finer than the database keeps it. */
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06.123456789Z");

    static final int AVATARS_MAX = 3;

    private final TestDatabase database;
    private final EntityManager entities;
    private final UserRepository repository = spy(new UserRepository());
    private final Event<ProfileChanged> event = mock();
    private final SessionContext context = mock();
    private final Deque<CommitFault> faults = new ArrayDeque<>();
    private final List<ProfileChanged> fired = new ArrayList<>();
    private final List<ProfileChanged> committed = new ArrayList<>();
    private final Map<Class<?>, Object> beans = new HashMap<>();

    ServiceContainer(TestDatabase database) {
        this.database = database;
        entities = database.factory().createEntityManager();
        EntityManagerFactory factory = mock();
        when(factory.createEntityManager()).thenReturn(entities);
        repository.factory = factory;
        doAnswer(call -> {
                    entities.getTransaction().begin();
                    return null;
                })
                .when(repository)
                .joinTransaction();
        doAnswer(call -> fired.add(call.getArgument(0))).when(event).fire(any());
        beans.put(UserRepository.class, repository);
        beans.put(Event.class, event);
        beans.put(SessionContext.class, context);
        beans.put(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC));
        beans.put(Metrics.class, new Metrics(List.of()));
        beans.put(Settings.class, settings());
        addService(FailedCommit.class, new FailedCommit());
        beans.put(Transactions.class, injected(new Transactions()));
        beans.put(AvatarCollection.class, injected(new AvatarCollection()));
        addService(UserService.class, new UserService());
        addService(AvatarService.class, new AvatarService());
        addService(DeletionService.class, new DeletionService());
        addService(UserAdministration.class, new UserAdministration());
    }

    private static Settings settings() {
        Map<String, String> values = Map.of("portrait.avatars.max", Integer.toString(AVATARS_MAX));
        return new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key))));
    }

    private <T> void addService(Class<T> type, T instance) {
        injected(instance);
        T service = mock(type, call -> called(instance, call));
        when(context.getBusinessObject(type)).thenReturn(service);
        beans.put(type, service);
    }

    private <T> T injected(T instance) {
        for (Field field : instance.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(Resource.class)) {
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

    /** Asserts that the first attempt of a change found the row, and that the second one locked it. */
    void assertLockedFromTheSecondAttemptOn(long id) {
        InOrder order = inOrder(repository);
        order.verify(repository).flush(any());
        order.verify(repository).forget();
        order.verify(repository).lock(id);
        order.verify(repository).flush(any());
        verify(repository, times(1)).lock(id);
    }

    /** The events that this request fired in transactions that were committed. */
    List<ProfileChanged> committed() {
        return committed;
    }

    /** Makes the next commits of this request fail, but not those of {@link FailedCommit}. */
    void failCommits(CommitFault... next) {
        faults.addAll(List.of(next));
    }

    /** Wires the services for another request, which has its own persistence context. */
    ServiceContainer anotherRequest() {
        return new ServiceContainer(database);
    }

    /** Stores a user of that name, whom this request has not read. */
    User newcomer(String name) {
        return anotherRequest().create(name);
    }

    private User create(String name) {
        return get(UserService.class).create(new User("subject of " + name, new Username(name), "", "", false, NOW));
    }

    /** Reads a user of any status from the database. */
    User stored(long id) {
        try (EntityManager reader = database.factory().createEntityManager()) {
            return reader.find(User.class, id);
        }
    }

    private Object called(Object instance, InvocationOnMock call) throws Throwable {
        if (!isTransaction(call.getMethod())) {
            return invoked(instance, call);
        }
        fired.clear();
        Object result;
        try {
            result = invoked(instance, call);
        } catch (RequestException | EJBException e) {
            rollBack();
            throw e;
        }
        commit(instance instanceof FailedCommit ? CommitFault.NONE : nextFault());
        return result;
    }

    private CommitFault nextFault() {
        return faults.isEmpty() ? CommitFault.NONE : faults.remove();
    }

    private static boolean isTransaction(Method method) {
        TransactionAttribute ofMethod = method.getAnnotation(TransactionAttribute.class);
        TransactionAttribute inForce =
                ofMethod != null ? ofMethod : method.getDeclaringClass().getAnnotation(TransactionAttribute.class);
        return inForce.value() == TransactionAttributeType.REQUIRES_NEW;
    }

    private static Object invoked(Object instance, InvocationOnMock call) throws Throwable {
        try {
            return call.getMethod().invoke(instance, call.getArguments());
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            throw thrown instanceof PersistenceException failure ? new EJBException(failure) : thrown;
        }
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
