package dev.portrait.user.profile;

import dev.portrait.contract.BodyField;
import dev.portrait.contract.ProfileField;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureSource;
import dev.portrait.user.PlainText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The raw fields of a request, whatever its media type. Nothing is checked yet.
 *
 * @param texts the fields that are present as text; JSON null is the empty text
 * @param notTexts the fields that are present as something else, such as a JSON number or array
 * @param files the fields that are present as a picture file; as {@code avatar_base64}, the text of a data URL in UTF-8
 */
public record ProfileForm(Map<String, String> texts, Set<String> notTexts, Map<String, PictureSource> files) {

    public ProfileForm {
        texts = Map.copyOf(texts);
        notTexts = Set.copyOf(notTexts);
        files = Map.copyOf(files);
    }

    /** Returns the text of a field, or empty if the field is absent or not a text. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(texts.get(field));
    }

    boolean contains(ProfileField field) {
        return texts.containsKey(field.key()) || isNotText(field.key()) || files.containsKey(field.key());
    }

    boolean isNotText(String field) {
        return notTexts.contains(field);
    }

    /** Returns the text of {@code avatar_base64}, which is not blank; empty if the field is absent, blank or not a text. */
    Optional<PictureSource> base64() {
        return Optional.ofNullable(files.get(BodyField.AVATAR_BASE64))
                .or(() -> text(BodyField.AVATAR_BASE64)
                        .filter(text -> !PlainText.strip(text).isEmpty())
                        .map(text -> () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    Optional<PictureSource> file(PictureKind kind) {
        return Optional.ofNullable(files.get(kind.field()));
    }
}
