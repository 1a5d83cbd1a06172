package dev.portrait.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the errors of single fields, so that one response has all of them (contract §2). */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * Returns the value that a rule makes, or collects the errors of fields that it reports and returns empty.
     *
     * @throws RequestException from the rule, if the whole request is wrong
     */
    public <T> Optional<T> check(Supplier<T> rule) {
        try {
            return Optional.of(rule.get());
        } catch (RequestException e) {
            if (e.fieldErrors().isEmpty()) {
                throw e;
            }
            errors.addAll(e.fieldErrors());
            return Optional.empty();
        }
    }

    public void add(FieldError error) {
        errors.add(error);
    }

    /**
     * Refuses the request if errors were collected.
     *
     * @throws RequestException with all errors
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new RequestException(errors);
        }
    }
}
