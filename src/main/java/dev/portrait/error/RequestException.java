package dev.portrait.error;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * Refuses a request for a reason that the client may know. The container rolls back the transaction and does not wrap this
 * exception in an {@code EJBException}.
 */
@ApplicationException(rollback = true, inherited = true)
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Reason reason;
    private final List<FieldError> fieldErrors;

    /** An error of the whole request. */
    public RequestException(ErrorCode code) {
        this(code, Reason.NONE);
    }

    /** An error of the whole request whose code has several causes. */
    public RequestException(ErrorCode code, Reason reason) {
        super(reason.appendTo(code.wire()));
        this.code = code;
        this.reason = reason;
        this.fieldErrors = List.of();
    }

    /**
     * An error of the whole request that another failure caused.
     *
     * @param cause for the log, never for the client
     */
    public RequestException(ErrorCode code, Throwable cause) {
        this(code);
        initCause(cause);
    }

    /**
     * Errors of single fields. The code is {@link ErrorCode#INVALID}.
     *
     * @param fieldErrors at least one
     */
    public RequestException(List<FieldError> fieldErrors) {
        super(fieldErrors.stream().map(FieldError::messageKey).toList().toString());
        this.code = ErrorCode.INVALID;
        this.reason = Reason.NONE;
        this.fieldErrors = List.copyOf(fieldErrors);
    }

    public RequestException(FieldError fieldError) {
        this(List.of(fieldError));
    }

    /**
     * An error of a single field that another failure caused.
     *
     * @param cause for the log, never for the client
     */
    public RequestException(FieldError fieldError, Throwable cause) {
        this(fieldError);
        initCause(cause);
    }

    public ErrorCode code() {
        return code;
    }

    /** The key of the message for an error of the whole request. */
    public String messageKey() {
        return reason.appendTo(code.wire());
    }

    /** The errors of single fields; empty for an error of the whole request. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }
}
