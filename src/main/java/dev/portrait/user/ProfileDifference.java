package dev.portrait.user;

import dev.portrait.media.MediaName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change of a profile really changed. */
final class ProfileDifference {

    private final Set<String> fields = new LinkedHashSet<>();
    private final List<MediaName> released = new ArrayList<>();

    <T> T of(String field, T current, Change<T> change, T empty) {
        T next = change.over(current, empty);
        if (!next.equals(current)) {
            fields.add(field);
        }
        return next;
    }

    <T> @Nullable T ofNullable(String field, @Nullable T current, Change<T> change) {
        Change<Optional<T>> optional = change.map(Optional::of);
        return of(field, Optional.ofNullable(current), optional, Optional.empty())
                .orElse(null);
    }

    @Nullable
    String ofPicture(String field, @Nullable String current, Change<MediaName> change) {
        String next = ofNullable(field, current, change.map(MediaName::value));
        if (current != null && !Objects.equals(current, next)) {
            released.add(new MediaName(current));
        }
        return next;
    }

    /** Pictures that had to go for a new one. */
    void release(List<MediaName> pictures) {
        released.addAll(pictures);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    Set<String> fields() {
        return fields;
    }

    List<MediaName> released() {
        return released;
    }
}
