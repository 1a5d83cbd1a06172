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
    private final List<FieldError> fieldErrors;

    /** A problem of the request as a whole. */
    public RequestException(ErrorCode code) {
        super(code.wire());
        this.code = code;
        this.fieldErrors = List.of();
    }

    /**
     * A problem of the request as a whole that another failure brought about.
     *
     * @param cause for the log, never for the client
     */
    public RequestException(ErrorCode code, Throwable cause) {
        super(code.wire(), cause);
        this.code = code;
        this.fieldErrors = List.of();
    }

    /**
     * Problems of single fields; the code of the whole is then {@link ErrorCode#INVALID}.
     *
     * @param fieldErrors at least one
     */
    public RequestException(List<FieldError> fieldErrors) {
        super(fieldErrors.stream().map(FieldError::messageKey).toList().toString());
        this.code = ErrorCode.INVALID;
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

    /** Empty unless single fields are at fault. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }
}
