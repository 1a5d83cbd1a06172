package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.Settings;
import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import dev.portrait.media.MediaStore.StoredMedia;
import dev.portrait.user.Avatar;
import dev.portrait.user.AvatarService;
import dev.portrait.user.User;
import dev.portrait.user.visibility.View;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Exports everything that is stored about a user as a zip: {@code profile.json} as the owner sees it, {@code avatars.json},
 * {@code account.json} with the identity provider's subject, {@code visibility.json}, and the pictures below {@code media/}.
 */
@Singleton
final class ProfileExport {

    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private final AvatarService avatars;
    private final MediaStore store;
    private final Settings settings;

    @Inject
    ProfileExport(AvatarService avatars, MediaStore store, Settings settings) {
        this.avatars = avatars;
        this.store = store;
        this.settings = settings;
    }

    /** Returns whether the user has no other export running on this node. If so, {@link #end} must follow. */
    boolean begin(long userId) {
        return running.add(userId);
    }

    void end(long userId) {
        running.remove(userId);
    }

    StreamingOutput zip(User user, UriInfo uri) {
        List<Avatar> kept = avatars.list(user.id());
        JsonArrayBuilder list = JSON.createArrayBuilder();
        kept.forEach(avatar -> list.add(AvatarView.json(avatar, user.avatar(), uri)));
        Map<String, JsonValue> texts = new LinkedHashMap<>();
        texts.put("profile.json", UserView.json(View.complete(user), uri));
        texts.put("avatars.json", list.build());
        texts.put("account.json", account(user));
        texts.put("visibility.json", VisibilityView.json(user, settings.visibility()));
        List<MediaName> pictures = Stream.concat(
                        kept.stream().map(Avatar::picture),
                        Stream.of(user.avatar(), user.cover()).flatMap(Optional::stream))
                .distinct()
                .toList();
        return out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, JsonValue> text : texts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(text.getKey()));
                    zip.write(text.getValue().toString().getBytes(StandardCharsets.UTF_8));
                }
                for (MediaName picture : pictures) {
                    add(picture, zip);
                }
            }
        };
    }

    private static JsonValue account(User user) {
        return JSON.createObjectBuilder()
                .add("subject", user.subject().<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL))
                .build();
    }

    // A picture that is removed meanwhile is left out.
    private void add(MediaName picture, ZipOutputStream zip) throws IOException {
        Optional<StoredMedia> opened = store.open(picture);
        if (opened.isPresent()) {
            zip.setLevel(Deflater.NO_COMPRESSION); // pictures are compressed already
            try (StoredMedia media = opened.get()) {
                zip.putNextEntry(new ZipEntry("media/" + picture.value()));
                media.content().transferTo(zip);
            }
        }
    }
}
