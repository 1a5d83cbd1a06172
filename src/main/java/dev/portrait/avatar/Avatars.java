package dev.portrait.avatar;

import dev.portrait.config.DefaultAvatar;
import dev.portrait.config.Settings;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import dev.portrait.media.MediaStore.StoredMedia;
import dev.portrait.picture.AvatarPictures;
import dev.portrait.picture.Picture;
import dev.portrait.user.AvatarKey;
import dev.portrait.user.TextDigest;
import dev.portrait.user.UserFinder;
import dev.portrait.user.visibility.View;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Chooses what other programs get to see (contract §10). */
@ApplicationScoped
public class Avatars {

    // Not @Inject: see Database.
    @EJB
    UserFinder users;

    @Inject
    Settings settings;

    @Inject
    MediaStore store;

    @Inject
    AvatarPictures pictures;

    /**
     * Returns the candidate images for a key, the preferred one first. The first one that can be made is sent; without any, the answer is
     * 404. Unknown, hidden and blocked users get default pictures only.
     */
    public List<AvatarImage> find(AvatarKey key, AvatarWish wish) {
        return images(shown(key), key.digest(), wish);
    }

    /** As {@link #find}, of a user as a caller sees them. */
    public List<AvatarImage> of(View view, AvatarWish wish) {
        return images(Optional.of(view), TextDigest.SHA256.bytes("ID " + view.text(ProfileField.ID)), wish);
    }

    private Optional<View> shown(AvatarKey key) {
        boolean on = settings.avatars().lookup().contains(key.kind())
                && settings.visibility().of(ProfileField.AVATAR) == VisibilityLevel.PUBLIC;
        return on
                ? users.findShown(key)
                        .map(user -> View.ofAnyone(user, settings.visibility()))
                        .filter(view -> view.shows(ProfileField.AVATAR))
                : Optional.empty();
    }

    private List<AvatarImage> images(Optional<View> view, byte[] digest, AvatarWish wish) {
        List<AvatarImage> images = new ArrayList<>();
        if (!wish.forced()) {
            view.flatMap(shown -> MediaName.parse(shown.text(ProfileField.AVATAR)))
                    .map(this::stored)
                    .ifPresent(images::add);
        }
        wish.otherwise().ifPresent(otherwise -> {
            if (otherwise == DefaultAvatar.INITIALS) {
                view.map(shown -> shown.text(ProfileField.REAL_NAME))
                        .filter(name -> !name.isBlank())
                        .map(name -> initials(Initials.letters(name), digest))
                        .ifPresent(images::add);
            }
            images.add(drawn(otherwise, digest));
        });
        return images;
    }

    private AvatarImage stored(MediaName name) {
        return new AvatarImage(name.value(), true, side -> read(name).flatMap(file -> pictures.square(file, side)));
    }

    private Optional<byte[]> read(MediaName name) {
        Optional<StoredMedia> media = store.open(name);
        if (media.isEmpty()) {
            return Optional.empty(); // replaced since the look-up
        }
        try (StoredMedia open = media.get()) {
            return Optional.of(open.content().readNBytes(settings.pictureMaxBytes() + 1));
        } catch (IOException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }

    private AvatarImage initials(String text, byte[] digest) {
        return new AvatarImage(
                "initials " + text + " " + HexFormat.of().formatHex(digest),
                false,
                side -> pictures.initials(text, digest, side));
    }

    private AvatarImage drawn(DefaultAvatar kind, byte[] digest) {
        return switch (kind) {
            case IDENTICON, INITIALS ->
                new AvatarImage(
                        "identicon " + HexFormat.of().formatHex(digest),
                        false,
                        side -> Optional.of(pictures.identicon(digest, side)));
            case MP -> always("person", pictures::person);
            case BLANK -> always("blank", pictures::blank);
        };
    }

    private static AvatarImage always(String identity, IntFunction<Picture> maker) {
        return new AvatarImage(identity, false, side -> Optional.of(maker.apply(side)));
    }
}
