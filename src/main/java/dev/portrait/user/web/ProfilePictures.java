package dev.portrait.user.web;

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
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The pictures of a request, on their way from upload to profile. */
@Singleton
final class ProfilePictures {

    private static final String BASE64_FIELD = "avatar_base64";
    private static final Pattern DATA_URL = // RFC 2397
            Pattern.compile("(?:data:)?image/[^,;]{1,100}(?:;[^,]{0,1000})?; *base64,", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\r\n]*");

    private final PictureProcessor processor;
    private final MediaStore store;
    private final FieldRules rules;

    @Inject
    ProfilePictures(PictureProcessor processor, MediaStore store, FieldRules rules) {
        this.processor = processor;
        this.store = store;
        this.rules = rules;
    }

    /**
     * Makes clean pictures of the files in the form; nothing is kept yet.
     *
     * @param removesAvatar whether the form removes the avatar that the user has
     */
    Map<PictureKind, Picture> process(ProfileForm form, boolean removesAvatar, FieldErrors errors) {
        Map<PictureKind, Picture> pictures = new EnumMap<>(PictureKind.class);
        for (PictureKind kind : PictureKind.values()) {
            Optional.ofNullable(form.files().get(kind.field()))
                    .filter(source -> !readOnly(kind)) // the validator says so
                    .flatMap(source -> errors.check(() -> processor.process(kind.field(), kind, source)))
                    .ifPresent(picture -> pictures.put(kind, picture));
        }
        if (form.notTexts().contains(BASE64_FIELD)) {
            errors.add(FieldError.invalid(BASE64_FIELD, Reason.NOT_TEXT));
        }
        base64(form)
                .flatMap(text -> errors.check(() -> ofBase64(form, removesAvatar, text)))
                .ifPresent(picture -> pictures.put(PictureKind.AVATAR, picture));
        return pictures;
    }

    /** The avatar of a form that must have one. */
    Map<PictureKind, Picture> processAvatar(ProfileForm form, FieldErrors errors) {
        String avatar = PictureKind.AVATAR.field();
        boolean none = !form.files().containsKey(avatar)
                && !form.notTexts().contains(BASE64_FIELD)
                && base64(form).isEmpty();
        if (readOnly(PictureKind.AVATAR)) {
            errors.add(new FieldError(avatar, ErrorCode.READ_ONLY));
        } else if (none) {
            boolean other = form.notTexts().contains(avatar)
                    || form.text(avatar)
                            .filter(text -> !PlainText.strip(text).isEmpty())
                            .isPresent();
            errors.add(other ? FieldError.invalid(avatar, Reason.NOT_FILE) : new FieldError(avatar, ErrorCode.BLANK));
        } else {
            Map<PictureKind, Picture> pictures = process(form, false, errors);
            pictures.remove(PictureKind.COVER);
            return pictures;
        }
        return Map.of();
    }

    boolean readOnly(PictureKind kind) {
        return rules.readOnly(kind.field());
    }

    private static Optional<String> base64(ProfileForm form) {
        return form.text(BASE64_FIELD).map(PlainText::strip).filter(text -> !text.isEmpty());
    }

    private Picture ofBase64(ProfileForm form, boolean removesAvatar, String text) {
        if (readOnly(PictureKind.AVATAR)) {
            throw new RequestException(new FieldError(BASE64_FIELD, ErrorCode.READ_ONLY));
        }
        if (form.files().containsKey(PictureKind.AVATAR.field())) {
            throw refused(Reason.BESIDE_FILE);
        }
        if (removesAvatar) {
            throw refused(Reason.BESIDE_REMOVAL);
        }
        var url = DATA_URL.matcher(text);
        if (!url.lookingAt()) {
            throw refused(Reason.NOT_DATA_URL);
        }
        PictureSource source = () -> new ByteArrayInputStream(decode(text.substring(url.end())));
        return processor.process(BASE64_FIELD, PictureKind.AVATAR, source);
    }

    private static byte[] decode(String base64) {
        // The decoder for lines passes over every other character too.
        if (!BASE64.matcher(base64).matches()) {
            throw refused(Reason.BAD_BASE64);
        }
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused(Reason.BAD_BASE64);
        }
    }

    private static RequestException refused(Reason reason) {
        return new RequestException(FieldError.invalid(BASE64_FIELD, reason));
    }

    /**
     * Keeps the pictures under new names, then lets the transaction refer to them. If it is refused they go again; if it
     * fails otherwise nobody can tell whether it committed: then a file too many is better than one too few.
     */
    <T> T keep(Map<PictureKind, Picture> pictures, Function<Names, T> transaction) {
        Map<PictureKind, MediaName> names = new EnumMap<>(PictureKind.class);
        try {
            pictures.forEach((kind, picture) -> {
                MediaName name = MediaName.random(picture.extension());
                store.put(name, picture.bytes());
                names.put(kind, name);
            });
            return transaction.apply(new Names(names));
        } catch (RequestException refused) {
            names.values().forEach(store::delete);
            throw refused;
        }
    }

    /** What a committed change no longer refers to goes at once (contract §5). */
    void removeReleased(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProfileChanged changed) {
        changed.released().forEach(store::delete);
    }

    /** The names of new pictures; empty where there is no new one. */
    record Names(Map<PictureKind, MediaName> byKind) {

        Optional<MediaName> avatar() {
            return Optional.ofNullable(byKind.get(PictureKind.AVATAR));
        }

        Optional<MediaName> cover() {
            return Optional.ofNullable(byKind.get(PictureKind.COVER));
        }
    }
}
