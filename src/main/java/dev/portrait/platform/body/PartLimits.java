package dev.portrait.platform.body;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long the parts of one form may be. The servers write large parts to disk, but read those that are bound to a text into memory. Files
 * are limited by the whole body only.
 */
final class PartLimits {

    /** The longest text of a part, in bytes. */
    static final int MAX_TEXT_BYTES = 1 << 16;

    // A part that is bound to one of these is read as a text even if it is a file.
    private static final Set<String> TEXTS = Stream.concat(
                    ProfileField.writable().stream()
                            .filter(field -> field.kind() != FieldKind.PICTURE)
                            .map(ProfileField::key),
                    Stream.of(BodyField.METHOD))
            .collect(Collectors.toUnmodifiableSet());

    private final TextAllowance text;
    private final long base64MaxBytes;
    private boolean counted;
    private long left;

    PartLimits(TextAllowance text, long base64MaxBytes) {
        this.text = text;
        this.base64MaxBytes = base64MaxBytes;
    }

    void begin(PartHeader part) {
        boolean base64 = part.name().equals(BodyField.AVATAR_BASE64);
        counted = !base64 && (part.isTextField() || TEXTS.contains(part.name()));
        left = counted ? MAX_TEXT_BYTES : base64 ? base64MaxBytes : Long.MAX_VALUE;
    }

    /** Counts content of the current part. */
    void take(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new GuardedBody.TooLarge();
        }
        if (counted) {
            text.take(bytes);
        }
    }
}
