package dev.portrait.user.web;

import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import dev.portrait.media.MediaStore.StoredMedia;
import dev.portrait.user.Avatar;
import dev.portrait.user.AvatarService;
import dev.portrait.user.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
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
 * All that is kept of a user, as a zip: {@code profile.json} as the owner sees it, {@code avatars.json}, the identity
 * provider's subject in {@code account.json}, and the pictures as they are served, by the ends of their addresses.
 */
@Singleton
final class ProfileExport {

    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private final AvatarService avatars;
    private final MediaStore store;

    @Inject
    ProfileExport(AvatarService avatars, MediaStore store) {
        this.avatars = avatars;
        this.store = store;
    }

    /** Whether the user has no other export running on this node; {@link #end} must follow. */
    boolean begin(long userId) {
        return running.add(userId);
    }

    void end(long userId) {
        running.remove(userId);
    }

    StreamingOutput of(User user, UriInfo uri) {
        List<Avatar> kept = avatars.of(user.id());
        JsonArrayBuilder list = Json.createArrayBuilder();
        kept.forEach(avatar -> list.add(AvatarView.of(avatar, user.avatar(), uri)));
        Map<String, JsonValue> texts = new LinkedHashMap<>();
        texts.put("profile.json", UserView.of(user, MediaLinks.of(user, uri), View.FULL));
        texts.put("avatars.json", list.build());
        texts.put("account.json", account(user));
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
        return Json.createObjectBuilder()
                .add("subject", user.subject().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .build();
    }

    // One that is removed at this moment is left out.
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
