package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.media.MediaName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies changes to single fields and records which fields got another value and which pictures were replaced. */
final class ProfileDifference {

    private final Set<String> fields = new LinkedHashSet<>();
    private final List<MediaName> released = new ArrayList<>();

    /** Returns the value of the field after the change. */
    <T> T apply(ProfileField field, T current, Change<T> change, T empty) {
        T next = change.over(current, empty);
        if (!next.equals(current)) {
            fields.add(field.key());
        }
        return next;
    }

    <T> @Nullable T applyNullable(ProfileField field, @Nullable T current, Change<T> change) {
        Change<Optional<T>> optional = change.map(Optional::of);
        return apply(field, Optional.ofNullable(current), optional, Optional.empty())
                .orElse(null);
    }

    /** As {@link #applyNullable}; releases the picture that the field contained before. */
    @Nullable
    String applyPicture(ProfileField field, @Nullable String current, Change<MediaName> change) {
        String next = applyNullable(field, current, change.map(MediaName::value));
        if (current != null && !Objects.equals(current, next)) {
            released.add(new MediaName(current));
        }
        return next;
    }

    /** Adds a field that got another value. */
    void add(String field) {
        fields.add(field);
    }

    /** Adds pictures that the user no longer keeps. */
    void release(List<MediaName> pictures) {
        released.addAll(pictures);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Returns the keys of the fields that have another value now. */
    Set<String> fields() {
        return fields;
    }

    List<MediaName> released() {
        return released;
    }
}
