package dev.portrait.user;

import java.util.Optional;

/**
 * The changes of a user that an administrator asks for (contract §12).
 *
 * @param profile of the managed fields, of the username, of texts and pictures
 * @param subject the identity provider's subject; empty to keep what there is
 */
public record ManagedChange(ProfileChange profile, Optional<String> subject) {

    /** Returns this change with another change of the profile. */
    public ManagedChange with(ProfileChange other) {
        return new ManagedChange(other, subject);
    }
}
