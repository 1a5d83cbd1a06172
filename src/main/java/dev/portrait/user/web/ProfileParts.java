package dev.portrait.user.web;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.user.profile.ProfileForm;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the parts of a multipart profile (contract §2) into a {@link ProfileBody}. Nothing is checked yet. */
final class ProfileParts {

    // These are texts even if they come as files.
    private static final Set<String> TEXTS = ProfileField.writable().stream()
            .filter(field -> field.kind() != FieldKind.PICTURE)
            .map(ProfileField::key)
            .collect(Collectors.toUnmodifiableSet());

    private ProfileParts() {}

    /** Reads the parts. If a name is repeated, the first part counts. Unknown texts are kept, unknown files are ignored. */
    static ProfileForm form(List<EntityPart> parts) {
        ProfileBody body = new ProfileBody();
        Set<String> seen = new HashSet<>();
        for (EntityPart part : parts) {
            if (seen.add(part.getName())) {
                add(body, part);
            }
        }
        return body.form();
    }

    private static void add(ProfileBody body, EntityPart part) {
        String name = part.getName();
        switch (name) {
            case "avatar" -> body.part(ProfileField.AVATAR, part);
            case "cover" -> body.part(ProfileField.COVER, part);
            case BodyField.AVATAR_BASE64 -> body.avatarBase64(part);
            default -> {
                if (ProfileBody.isText(part) || TEXTS.contains(name) || name.equals(BodyField.METHOD)) {
                    body.text(name, text(part));
                }
            }
        }
    }

    // BodyGuard limits the length, and gives every part the name of a charset.
    private static String text(EntityPart part) {
        String charset = part.getMediaType() == null
                ? "UTF-8"
                : part.getMediaType().getParameters().getOrDefault("charset", "UTF-8");
        try (InputStream content = part.getContent()) {
            return new String(content.readAllBytes(), Charset.forName(charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
