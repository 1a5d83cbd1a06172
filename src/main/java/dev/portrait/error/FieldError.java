package dev.portrait.error;

import java.io.Serializable;
import java.util.List;

/**
 * One problem of one field of a request.
 *
 * @param field the name of the field as the request has it
 * @param code what is wrong
 * @param reason which of several causes of the code it was
 * @param arguments what the message is filled with, a limit for example; never the value itself
 */
public record FieldError(String field, ErrorCode code, Reason reason, List<Number> arguments) implements Serializable {

    private static final String ANY_FIELD = "field";

    public FieldError {
        arguments = List.copyOf(arguments);
    }

    public FieldError(String field, ErrorCode code, List<Number> arguments) {
        this(field, code, Reason.NONE, arguments);
    }

    public FieldError(String field, ErrorCode code, Number... arguments) {
        this(field, code, List.of(arguments));
    }

    /** A value that breaks the field's rule. */
    public static FieldError invalid(String field, Reason reason, Number... arguments) {
        return new FieldError(field, ErrorCode.INVALID, reason, List.of(arguments));
    }

    /** The key of the message for this field. */
    public String messageKey() {
        return messageKey(field);
    }

    /** The key of the message where all fields have the same. */
    public String commonMessageKey() {
        return messageKey(ANY_FIELD);
    }

    private String messageKey(String name) {
        return reason.keyAfter(name + "." + code.wire());
    }
}
