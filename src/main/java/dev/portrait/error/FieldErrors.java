package dev.portrait.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers the problems of single fields, so that one answer tells all of them (contract §2). */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * What the rule made, or empty if it found fields at fault; those are noted.
     *
     * @throws RequestException of the rule, if the request as a whole is at fault
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
     * Ends the request if anything was noted.
     *
     * @throws RequestException with all of it
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new RequestException(errors);
        }
    }
}
