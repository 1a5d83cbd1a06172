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
 * Somebody who changes their profile all the time, and remembers what was acknowledged. What became of a request that was
 * not answered, or refused, nobody can say: it may have been done or not.
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
     * Changes the text, with each third change the avatar too, and with each third the cover; adds another avatar with each
     * third. Maybe nobody answers.
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
            // The first one would become the avatar of the profile.
            if (sent % 3 == 2 && acknowledged.get("avatar") instanceof JsonString) {
                add();
            }
        } catch (UncheckedIOException gone) {
            unanswered.incrementAndGet();
        }
    }

    private void add() {
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
     * Changes, while the bucket is away, what can be changed without it, and asserts that all else is refused clearly.
     *
     * @return how often the text was changed
     */
    int changeWithoutBucket(int times) {
        checkProfile();
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

    /** How many changes were acknowledged. */
    int changes() {
        return changes.get();
    }

    /** How often it was told to try again later. */
    int refusals() {
        return refusals.get();
    }

    /** How often nobody answered. */
    int unanswered() {
        return unanswered.get();
    }

    /** Asserts that nothing that was acknowledged is lost, and that every picture that is named is there and whole. */
    void check() throws IOException {
        JsonObject profile = checkProfile();
        checkPicture(profile.get("avatar"));
        checkPicture(profile.get("cover"));
        JsonArray avatars =
                person.portrait().get(AVATARS, person.token()).json().getJsonArray("results");
        for (JsonValue avatar : avatars) {
            checkPicture(avatar.asJsonObject().get("avatar"));
        }
        assertThat(avatars.toString()).contains(added);
    }

    private JsonObject checkProfile() {
        JsonObject profile = person.profile();
        if (uncertain.contains(profile.getString("bio"))) {
            acknowledged = profile;
        }
        uncertain.clear();
        assertThat(profile).isEqualTo(acknowledged);
        return profile;
    }

    private void checkPicture(JsonValue address) throws IOException {
        if (address instanceof JsonString text) {
            Answer picture = person.portrait().get(text.getString());
            assertThat(picture.status()).as(text.getString()).isEqualTo(200);
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth())
                    .isIn(60, 80);
        }
    }
}
