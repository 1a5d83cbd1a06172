package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;

/** The name by which the identity provider knows a user: the claim {@code sub} of a token (contract §7). */
public final class Subject {

    /** The name of the field in requests. */
    public static final String FIELD = "subject";

    private static final int MAX_LENGTH = 255; // OpenID Connect Core 1.0, section 2

    private Subject() {}

    /**
     * Returns whether a text can be a subject. Databases refuse NUL, and drivers replace lone surrogates, which could make
     * one subject of two. The form of erased subjects is reserved (contract §7): a token with such a subject would otherwise
     * take the place of the erased user.
     */
    static boolean isValid(String text) {
        return fault(text) == Reason.NONE && !text.isBlank() && !ErasedSubject.hasForm(text);
    }

    private static Reason fault(String text) {
        return text.length() > MAX_LENGTH ? Reason.TOO_LONG : PlainText.fault(text);
    }

    /**
     * Returns the text if it can be a subject.
     *
     * @throws RequestException {@code invalid}
     */
    public static String parse(String text) {
        Reason fault = fault(text);
        if (fault != Reason.NONE) {
            throw new RequestException(FieldError.invalid(FIELD, fault, MAX_LENGTH));
        }
        if (!isValid(text)) {
            throw new RequestException(new FieldError(FIELD, ErrorCode.INVALID));
        }
        return text;
    }
}
