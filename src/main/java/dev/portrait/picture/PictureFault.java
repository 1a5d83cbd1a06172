package dev.portrait.picture;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import java.util.List;

/** Why a picture is refused; the field is added where it is known. */
final class PictureFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final List<Number> arguments;

    private PictureFault(ErrorCode code, Number... arguments) {
        super(code.wire());
        this.code = code;
        this.arguments = List.of(arguments);
    }

    static PictureFault damaged() {
        return new PictureFault(ErrorCode.INVALID_IMAGE);
    }

    static PictureFault damaged(Throwable cause) {
        PictureFault fault = damaged();
        fault.initCause(cause);
        return fault;
    }

    static PictureFault unsupported() {
        return new PictureFault(ErrorCode.UNSUPPORTED_IMAGE);
    }

    static PictureFault tooManyBytes(int maxBytes) {
        return new PictureFault(ErrorCode.MAX_SIZE, maxBytes);
    }

    static PictureFault tooManyPixels(long maxPixels) {
        return new PictureFault(ErrorCode.MAX_PIXELS, maxPixels);
    }

    FieldError of(String field) {
        return new FieldError(field, code, arguments);
    }
}
