package dev.portrait.error;

import java.io.Serializable;
import java.util.List;

/**
 * One problem of one field of a request.
 *
 * @param field the name of the field as the request has it
 * @param code what is wrong
 * @param arguments what the message of the code is filled with, a limit for example; never the value itself
 */
public record FieldError(String field, ErrorCode code, List<Number> arguments) implements Serializable {

    public FieldError {
        arguments = List.copyOf(arguments);
    }

    public FieldError(String field, ErrorCode code, Number... arguments) {
        this(field, code, List.of(arguments));
    }

    /** The key of the message that tells what would be accepted. */
    public String messageKey() {
        return field + "." + code.wire();
    }
}
