package dev.portrait.user.visibility;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.user.Gender;
import dev.portrait.user.ShownUser;
import dev.portrait.user.User;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a caller sees of one user (contract §11). Answers, entity tags, lists and the export take their values from here and
 * decide nothing about visibility themselves.
 */
public final class View {

    private static final Set<ProfileField> ALL = Collections.unmodifiableSet(EnumSet.allOf(ProfileField.class));
    private static final Set<ProfileField> WITHOUT_PRIVATE_FIELDS = withoutPrivateFields();

    private final Function<ProfileField, String> texts;
    private final VisibilityLevel narrowest;
    private final Map<ProfileField, VisibilityLevel> levels;

    private View(
            Function<ProfileField, String> texts,
            VisibilityLevel narrowest,
            Map<ProfileField, VisibilityLevel> levels) {
        this.texts = texts;
        this.narrowest = narrowest;
        this.levels = levels;
    }

    /** Returns what a caller with this relation to the user sees. */
    public static View of(User user, VisibilityFloors floors, Viewer viewer) {
        return new View(user::text, viewer.narrowest(), user.levels(floors));
    }

    /** Returns what anyone sees of the avatar and the real name. {@link #text} throws for other fields that it shows. */
    public static View ofAnyone(ShownUser user, VisibilityFloors floors) {
        return new View(user::text, Viewer.ANYONE.narrowest(), user.levels(floors));
    }

    /** Returns the view of owners and administrators, which hides nothing. */
    public static View complete(User user) {
        return new View(user::text, VisibilityLevel.OWNER, new EnumMap<>(ProfileField.class));
    }

    private static Set<ProfileField> withoutPrivateFields() {
        EnumSet<ProfileField> fields = EnumSet.allOf(ProfileField.class);
        fields.removeIf(ProfileField::isPrivate);
        return Collections.unmodifiableSet(fields);
    }

    /** Returns the name of the view, which is that of the narrowest level that it shows. */
    public String name() {
        return narrowest.key();
    }

    /** Returns the fields whose keys the view has, in order. The value of a hidden field is empty, but its key stays. */
    public Set<ProfileField> fields() {
        return narrowest == VisibilityLevel.OWNER ? ALL : WITHOUT_PRIVATE_FIELDS;
    }

    /** Returns whether the view shows the value of the field. */
    public boolean shows(ProfileField field) {
        return fields().contains(field) && !narrowest.isWiderThan(levels.getOrDefault(field, VisibilityLevel.PUBLIC));
    }

    /** Returns the value of a field as {@link User#text} does, or the empty value if the view hides the field. */
    public String text(ProfileField field) {
        if (shows(field)) {
            return texts.apply(field);
        }
        return field.kind() == FieldKind.GENDER ? Gender.UNSPECIFIED.text() : "";
    }
}
