package dev.portrait.user;

import java.util.function.Function;

/** What a request does to one field: absent, empty, or a new value (contract §2). */
public sealed interface Change<T> {

    /** The field's value after this change. */
    T over(T current, T empty);

    /** The same change of the value that the function makes. */
    <R> Change<R> map(Function<T, R> function);

    /** Keeps the value. */
    static <T> Change<T> keep() {
        return new Keep<>();
    }

    /** Clears the value. */
    static <T> Change<T> clear() {
        return new Clear<>();
    }

    /** Sets the value. */
    static <T> Change<T> set(T value) {
        return new Set<>(value);
    }

    /** The field is absent. */
    record Keep<T>() implements Change<T> {
        @Override
        public T over(T current, T empty) {
            return current;
        }

        @Override
        public <R> Change<R> map(Function<T, R> function) {
            return new Keep<>();
        }
    }

    /** The field is present and empty. */
    record Clear<T>() implements Change<T> {
        @Override
        public T over(T current, T empty) {
            return empty;
        }

        @Override
        public <R> Change<R> map(Function<T, R> function) {
            return new Clear<>();
        }
    }

    /** The field has a new value. */
    record Set<T>(T value) implements Change<T> {
        @Override
        public T over(T current, T empty) {
            return value;
        }

        @Override
        public <R> Change<R> map(Function<T, R> function) {
            return new Set<>(function.apply(value));
        }
    }
}
