package dev.portrait.it;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts what several test classes take as a parameter for the first of them, and closes it after the last.
 *
 * @param <T> the type of the parameter
 */
abstract class SharedResource<T extends AutoCloseable> implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedResource.class);

    private final Class<T> type;
    private final Callable<T> starter;

    SharedResource(Class<T> type, Callable<T> starter) {
        this.type = type;
        this.starter = starter;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(type, key -> start(), type);
    }

    private T start() {
        try {
            return starter.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(type.getSimpleName() + " could not be started", e);
        }
    }
}
