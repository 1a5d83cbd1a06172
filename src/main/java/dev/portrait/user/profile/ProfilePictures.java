package dev.portrait.user.profile;

import dev.portrait.config.Settings;
import dev.portrait.contract.BodyField;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import dev.portrait.picture.Picture;
import dev.portrait.picture.PictureKind;
import dev.portrait.picture.PictureProcessor;
import dev.portrait.picture.PictureSource;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChanged;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns the uploads of a request into clean pictures, and stores them before the transaction refers to them. */
@Singleton
public class ProfilePictures {

    private final PictureProcessor processor;
    private final MediaStore store;
    private final Settings settings;

    @Inject
    ProfilePictures(PictureProcessor processor, MediaStore store, Settings settings) {
        this.processor = processor;
        this.store = store;
        this.settings = settings;
    }

    /**
     * Makes clean pictures of the files in the form. Nothing is stored yet.
     *
     * @param user whose pictures they are
     * @param removesAvatar whether the form removes the user's current avatar
     */
    Map<PictureKind, Picture> process(long user, ProfileForm form, boolean removesAvatar, FieldErrors errors) {
        // The validator reports the error of a field that is read only.
        Map<PictureKind, Picture> pictures = process(user, form, kind -> !isReadOnly(kind), errors);
        if (form.isNotText(BodyField.AVATAR_BASE64)) {
            errors.add(FieldError.invalid(BodyField.AVATAR_BASE64, Reason.NOT_TEXT));
        }
        form.base64()
                .flatMap(text -> errors.check(() -> fromBase64(user, form, removesAvatar, text)))
                .ifPresent(picture -> pictures.put(PictureKind.AVATAR, picture));
        return pictures;
    }

    /** Makes clean pictures of the files in an administrator's form, also for fields that owners cannot write. */
    Map<PictureKind, Picture> processManaged(long user, ProfileForm form, FieldErrors errors) {
        return process(user, form, kind -> true, errors);
    }

    private Map<PictureKind, Picture> process(
            long user, ProfileForm form, Predicate<PictureKind> accepted, FieldErrors errors) {
        Map<PictureKind, Picture> pictures = new EnumMap<>(PictureKind.class);
        for (PictureKind kind : PictureKind.values()) {
            form.file(kind)
                    .filter(source -> accepted.test(kind))
                    .flatMap(source -> errors.check(() -> processor.process(user, kind.field(), kind, source)))
                    .ifPresent(picture -> pictures.put(kind, picture));
        }
        return pictures;
    }

    /** Makes the avatar of a form that must contain one. */
    public Map<PictureKind, Picture> processAvatar(long user, ProfileForm form, FieldErrors errors) {
        String avatar = PictureKind.AVATAR.field();
        boolean none = form.file(PictureKind.AVATAR).isEmpty()
                && !form.isNotText(BodyField.AVATAR_BASE64)
                && form.base64().isEmpty();
        if (isReadOnly(PictureKind.AVATAR)) {
            errors.add(new FieldError(avatar, ErrorCode.READ_ONLY));
        } else if (none) {
            boolean other = form.isNotText(avatar)
                    || form.text(avatar)
                            .filter(text -> !PlainText.strip(text).isEmpty())
                            .isPresent();
            errors.add(other ? FieldError.invalid(avatar, Reason.NOT_FILE) : new FieldError(avatar, ErrorCode.BLANK));
        } else {
            Map<PictureKind, Picture> pictures = process(user, form, false, errors);
            pictures.remove(PictureKind.COVER);
            return pictures;
        }
        return Map.of();
    }

    private boolean isReadOnly(PictureKind kind) {
        return settings.readOnlyFields().contains(field(kind));
    }

    /** Returns the field of the profile that shows pictures of this kind. */
    static ProfileField field(PictureKind kind) {
        return switch (kind) {
            case AVATAR -> ProfileField.AVATAR;
            case COVER -> ProfileField.COVER;
        };
    }

    private Picture fromBase64(long user, ProfileForm form, boolean removesAvatar, PictureSource text) {
        if (isReadOnly(PictureKind.AVATAR)) {
            throw new RequestException(new FieldError(BodyField.AVATAR_BASE64, ErrorCode.READ_ONLY));
        }
        if (form.file(PictureKind.AVATAR).isPresent()) {
            throw refused(Reason.BESIDE_FILE);
        }
        if (removesAvatar) {
            throw refused(Reason.BESIDE_REMOVAL);
        }
        return processor.process(user, BodyField.AVATAR_BASE64, PictureKind.AVATAR, () -> DataUrl.open(text.open()));
    }

    private static RequestException refused(Reason reason) {
        return new RequestException(FieldError.invalid(BodyField.AVATAR_BASE64, reason));
    }

    /**
     * Stores the pictures under new names, then runs the transaction that refers to them. A RequestException means that
     * nothing was changed, so the pictures are deleted. After any other failure the transaction may have committed, so they
     * stay; the sweeper removes them if no profile refers to them.
     */
    public <T> T store(Map<PictureKind, Picture> pictures, Function<Map<PictureKind, MediaName>, T> transaction) {
        Map<PictureKind, MediaName> names = new EnumMap<>(PictureKind.class);
        try {
            pictures.forEach((kind, picture) -> {
                MediaName name = MediaName.random(picture.extension());
                store.put(name, picture.bytes());
                names.put(kind, name);
            });
            return transaction.apply(names);
        } catch (RequestException refused) {
            names.values().forEach(store::delete);
            throw refused;
        }
    }

    /** Deletes the pictures that a committed change released, at once (contract §5). */
    void removeReleased(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProfileChanged changed) {
        changed.released().forEach(store::delete);
    }
}
