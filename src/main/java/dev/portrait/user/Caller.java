package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.util.OptionalLong;

/**
 * The person who asks for a change. Services take the caller and refuse changes of other people's profiles, so that a
 * resource without its access filter is no hole.
 *
 * @param userId the caller's profile; empty for administrators, who need none
 */
public record Caller(OptionalLong userId, boolean administrator) {

    /** Returns a caller who may change one profile: their own. */
    public static Caller user(long id) {
        return new Caller(OptionalLong.of(id), false);
    }

    /** Returns a caller with the role {@code admin}. */
    public static Caller ofAdministrator() {
        return new Caller(OptionalLong.empty(), true);
    }

    /** @throws RequestException {@code permission_denied} if the caller acts without a profile */
    long requireProfile() {
        return userId.orElseThrow(() -> new RequestException(ErrorCode.PERMISSION_DENIED, Reason.NOT_OWNER));
    }

    /** @throws RequestException {@code permission_denied} unless the profile is the caller's own */
    void requireOwner(long id) {
        if (requireProfile() != id) {
            throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.NOT_OWNER);
        }
    }

    /** @throws RequestException {@code permission_denied} unless the caller is the owner or an administrator */
    void requireOwnerOrAdministrator(long id) {
        if (!administrator) {
            requireOwner(id);
        }
    }
}
