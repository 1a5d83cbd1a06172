package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * A user who changes the profile continuously and remembers what was acknowledged. A request that failed or was not
 * answered may or may not have been committed.
 */
final class BusyPerson {

    private static final String AVATARS = "api/v2/user/avatar/";

    private final Person person;
    private final Set<String> uncertain = new HashSet<>();
    private JsonObject acknowledged;
    private String added = "";
    private int sent;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    BusyPerson(Person person) {
        this.person = person;
        this.acknowledged = person.profile();
    }

    /**
     * Changes the text. In turn also changes the avatar, changes the cover or adds another avatar. Counts a request without
     * a response as unanswered.
     */
    void change() {
        String bio = "change " + ++sent;
        Multipart form = new Multipart().text("bio", bio);
        if (sent % 3 == 0) {
            form.file("avatar", Photos.jpeg(60, 40));
        } else if (sent % 3 == 1) {
            form.file("cover", Photos.jpeg(80, 30));
        }
        uncertain.add(bio);
        try {
            Answer answer = person.put(form);
            if (answer.status() == 200) {
                acknowledged = answer.json();
                uncertain.clear();
                changes.incrementAndGet();
            } else {
                answer.refused(503, "unavailable");
                refusals.incrementAndGet();
            }
            // Only if there is an avatar: the first one that is added would become the avatar of the profile.
            if (sent % 3 == 2 && acknowledged.get("avatar") instanceof JsonString) {
                addAvatar();
            }
        } catch (UncheckedIOException noResponse) {
            unanswered.incrementAndGet();
        }
    }

    private void addAvatar() {
        Multipart form = new Multipart().file("avatar", Photos.jpeg(60, 40));
        Answer answer = person.portrait().send("POST", AVATARS, person.token(), form.contentType(), form.body());
        if (answer.status() == 201) {
            added = answer.json().getString("avatar");
        } else {
            answer.refused(503, "unavailable");
            refusals.incrementAndGet();
        }
    }

    /**
     * While the bucket is down, changes what does not need it and asserts that everything else is refused with 503.
     *
     * @return the number of changes
     */
    int changeWithoutBucket(int times) {
        assertProfileKept();
        for (int i = 0; i < times; i++) {
            acknowledged = person.form("PUT", Map.of("bio", "change " + ++sent, "cover", ""))
                    .user();
            changes.incrementAndGet();
            assertThat(acknowledged.get("cover")).isEqualTo(JsonValue.NULL);
            for (String kind : List.of("avatar", "cover")) {
                Answer answer =
                        person.put(new Multipart().text("bio", "refused").file(kind, Photos.jpeg(60, 40)));
                assertThat(answer.refused(503, "unavailable").header("Retry-After"))
                        .isNotEmpty();
            }
            assertThat(person.profile()).isEqualTo(acknowledged);
        }
        return times;
    }

    /** Returns the number of acknowledged changes. */
    int changes() {
        return changes.get();
    }

    /** Returns the number of 503 responses. */
    int refusals() {
        return refusals.get();
    }

    /** Returns the number of requests without a response. */
    int unanswered() {
        return unanswered.get();
    }

    /** Asserts that no acknowledged change is lost and that every picture of the profile can be read. */
    void assertNothingLost() throws IOException {
        JsonObject profile = assertProfileKept();
        assertPictureReadable(profile.get("avatar"));
        assertPictureReadable(profile.get("cover"));
        JsonArray avatars =
                person.portrait().get(AVATARS, person.token()).json().getJsonArray("results");
        for (JsonValue avatar : avatars) {
            assertPictureReadable(avatar.asJsonObject().get("avatar"));
        }
        assertThat(avatars.toString()).contains(added);
    }

    private JsonObject assertProfileKept() {
        JsonObject profile = person.profile();
        if (uncertain.contains(profile.getString("bio"))) {
            acknowledged = profile;
        }
        uncertain.clear();
        assertThat(profile).isEqualTo(acknowledged);
        return profile;
    }

    private void assertPictureReadable(JsonValue address) throws IOException {
        if (address instanceof JsonString text) {
            Answer picture = person.portrait().get(text.getString());
            assertThat(picture.status()).as(text.getString()).isEqualTo(200);
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth())
                    .isIn(60, 80);
        }
    }
}
