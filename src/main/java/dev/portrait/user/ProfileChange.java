package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import java.util.EnumMap;
import java.util.Map;

/** The changes of a profile that a valid request asks for, field by field. A field that is not mentioned keeps its value. */
public final class ProfileChange {

    private static final ProfileChange NONE = new ProfileChange(new EnumMap<>(ProfileField.class));

    private final Map<ProfileField, Change<?>> changes;

    private ProfileChange(Map<ProfileField, Change<?>> changes) {
        this.changes = changes;
    }

    /** Returns a change that keeps every value. */
    public static ProfileChange none() {
        return NONE;
    }

    /** Returns the change with these changes of single fields. */
    public static ProfileChange of(Map<ProfileField, Change<?>> changes) {
        Map<ProfileField, Change<?>> copy = new EnumMap<>(ProfileField.class);
        copy.putAll(changes);
        copy.values().removeIf(Change.Keep.class::isInstance);
        return new ProfileChange(copy);
    }

    /** Returns a change that clears every field that an owner may write, except for the username, which cannot be empty. */
    static ProfileChange clear() {
        Map<ProfileField, Change<?>> changes = new EnumMap<>(ProfileField.class);
        ProfileField.writable().forEach(field -> changes.put(field, Change.clear()));
        changes.remove(ProfileField.USERNAME);
        return new ProfileChange(changes);
    }

    /** Returns a change that clears every managed field. */
    static ProfileChange clearManaged() {
        Map<ProfileField, Change<?>> changes = new EnumMap<>(ProfileField.class);
        ProfileField.managed().forEach(field -> changes.put(field, Change.clear()));
        return new ProfileChange(changes);
    }

    /** Returns this change with another change of one field. */
    public ProfileChange with(ProfileField field, Change<?> change) {
        Map<ProfileField, Change<?>> copy = new EnumMap<>(ProfileField.class);
        copy.putAll(changes);
        copy.put(field, change);
        return of(copy);
    }

    /** Returns the change of a field. */
    public Change<?> of(ProfileField field) {
        return changes.getOrDefault(field, Change.keep());
    }

    /**
     * Returns the change of a field whose values have this type.
     *
     * @throws ClassCastException if a value of another type was set
     */
    <T> Change<T> of(ProfileField field, Class<T> type) {
        return of(field).map(type::cast);
    }

    /** Returns the change of a field that is kept as text. */
    Change<String> text(ProfileField field) {
        return of(field, FieldValue.class).map(FieldValue::text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProfileChange change && changes.equals(change.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    @Override
    public String toString() {
        return "ProfileChange" + changes.keySet(); // no values: they are personal data
    }
}
