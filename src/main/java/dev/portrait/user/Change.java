package dev.portrait.user;

import java.util.function.Function;

/** What a request does to one field: keep it, clear it, or set a new value (contract §2). */
public sealed interface Change<T> {

    /**
     * Returns the value of the field after this change.
     *
     * @param empty the value of a cleared field
     */
    T over(T current, T empty);

    /** Returns the same change with a converted value. */
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
