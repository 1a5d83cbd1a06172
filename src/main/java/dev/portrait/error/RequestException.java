package dev.portrait.error;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * A request that cannot be granted, for a reason its sender may know. Thrown inside a transaction it rolls it back, and
 * the container passes it on as it is instead of wrapping it.
 */
@ApplicationException(rollback = true, inherited = true)
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Reason reason;
    private final List<FieldError> fieldErrors;

    /** A problem of the request as a whole. */
    public RequestException(ErrorCode code) {
        this(code, Reason.NONE);
    }

    /** A problem of the request as a whole, where its code has several causes. */
    public RequestException(ErrorCode code, Reason reason) {
        super(reason.keyAfter(code.wire()));
        this.code = code;
        this.reason = reason;
        this.fieldErrors = List.of();
    }

    /**
     * A problem of the request as a whole that another failure brought about.
     *
     * @param cause for the log, never for the client
     */
    public RequestException(ErrorCode code, Throwable cause) {
        this(code);
        initCause(cause);
    }

    /**
     * Problems of single fields; the code of the whole is then {@link ErrorCode#INVALID}.
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
     * A problem of a single field that another failure brought about.
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

    /** The key of the message where the request as a whole is at fault. */
    public String messageKey() {
        return reason.keyAfter(code.wire());
    }

    /** Empty unless single fields are at fault. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }
}
