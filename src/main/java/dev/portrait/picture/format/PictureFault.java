package dev.portrait.picture.format;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import java.util.List;

/** Refuses a picture. The caller adds the name of the field. */
public final class PictureFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Reason reason;
    private final List<Number> arguments;

    private PictureFault(ErrorCode code, Number... arguments) {
        this(code, Reason.NONE, arguments);
    }

    private PictureFault(ErrorCode code, Reason reason, Number... arguments) {
        super(code.wire());
        this.code = code;
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    public static PictureFault damaged() {
        return new PictureFault(ErrorCode.INVALID_IMAGE);
    }

    public static PictureFault damaged(Throwable cause) {
        PictureFault fault = damaged();
        fault.initCause(cause);
        return fault;
    }

    /** Refuses a picture as damaged unless it follows a rule. */
    public static void require(boolean rule) throws PictureFault {
        if (!rule) {
            throw damaged();
        }
    }

    public static PictureFault unsupported() {
        return new PictureFault(ErrorCode.UNSUPPORTED_IMAGE);
    }

    public static PictureFault tooManyBytes(int maxBytes) {
        return new PictureFault(ErrorCode.MAX_SIZE, maxBytes);
    }

    public static PictureFault tooManyPixels(long maxPixels) {
        return new PictureFault(ErrorCode.MAX_PIXELS, maxPixels);
    }

    /**
     * Refuses a picture that takes too long to decode.
     *
     * @param maxPixels how many pixels a picture may have that is compressed in the same way
     */
    public static PictureFault tooCostly(long maxPixels) {
        return new PictureFault(ErrorCode.MAX_PIXELS, Reason.COSTLY_TO_DECODE, maxPixels);
    }

    public FieldError of(String field) {
        return new FieldError(field, code, reason, arguments);
    }
}
