package dev.portrait.user;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a user that a look-up of the avatar needs. Programs look up avatars far more often than anything else is read, and a
 * user has five times as many columns.
 *
 * @param visibility in the form of {@link ChosenLevels#text}
 */
public record ShownUser(
        long id, @Nullable String avatar, String realName, String visibility, String email, boolean emailValid) {

    /** As {@link User#text}, of the avatar and the real name only. */
    public String text(ProfileField field) {
        return switch (field) {
            case AVATAR -> avatar == null ? "" : avatar;
            case REAL_NAME -> realName;
            default -> throw new IllegalArgumentException(field.key());
        };
    }

    /** As {@link User#levels}. */
    public Map<ProfileField, VisibilityLevel> levels(VisibilityFloors floors) {
        return ChosenLevels.parse(visibility).within(floors);
    }
}
