package dev.portrait.error;

import java.io.Serializable;
import java.util.List;

/**
 * An error of one field of a request.
 *
 * @param field the name of the field in the request
 * @param code what is wrong
 * @param reason which of several causes the code has here
 * @param arguments the numbers in the message, such as a limit; never the value of the field
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

    /** The error of a value that the rule of the field does not allow. */
    public static FieldError invalid(String field, Reason reason, Number... arguments) {
        return new FieldError(field, ErrorCode.INVALID, reason, List.of(arguments));
    }

    /** The key of the message that is specific to this field. */
    public String messageKey() {
        return messageKey(field);
    }

    /** The key of the message that all fields share. */
    public String commonMessageKey() {
        return messageKey(ANY_FIELD);
    }

    private String messageKey(String name) {
        return reason.appendTo(name + "." + code.wire());
    }
}
