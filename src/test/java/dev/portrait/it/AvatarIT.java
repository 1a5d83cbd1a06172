package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EveryServer
@ContractSection(1)
@DisplayName("The list of a user's avatars")
class AvatarIT {

    private static final String AVATARS = "api/v2/user/avatar/";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX = 12;

    private final Portrait portrait;
    private final Person ann;

    AvatarIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("PUT with a file adds an avatar and selects it; clearing the avatar deselects it and keeps the list")
    void adds_and_selects_by_a_profile_change() {
        String first = put().getString("avatar");
        String second = put().getString("avatar");

        assertThat(list()).extracting(avatar -> avatar.getString("avatar")).containsExactly(second, first);
        assertThat(list()).extracting(avatar -> avatar.getBoolean("primary")).containsExactly(true, false);
        JsonObject newest = list().get(0);
        assertThat(newest.keySet()).containsExactly("id", "primary", "avatar", "date_uploaded", "user");
        assertThat(newest.getInt("user")).isEqualTo((int) ann.id());
        assertThat(Instant.parse(newest.getString("date_uploaded")))
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
        assertThat(selectedAvatar()).isEqualTo(second);

        ann.form("PATCH", Map.of("avatar", "")).user();

        assertThat(list()).extracting(avatar -> avatar.getBoolean("primary")).containsExactly(false, false);
        assertThat(portrait.get("api/v2/user/me/avatar/", ann.token()).user().get("avatar"))
                .isEqualTo(JsonValue.NULL);
        assertThat(portrait.get(second).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("POST adds an avatar in each media type; only the first is selected")
    void adds_by_post() {
        String base64 =
                "image/png;base64," + Base64.getEncoder().encodeToString(Photos.png(Photos.halfTransparent(20, 20)));
        JsonObject first = created(post(new Multipart().file("avatar", Photos.jpeg(30, 20))));
        JsonObject second = created(portrait.send(
                "POST", AVATARS, ann.token(), JSON, bytes("{\"avatar_base64\":\"data:" + base64 + "\"}")));
        JsonObject third = created(portrait.send(
                "POST", AVATARS, ann.token(), FORM, bytes("avatar_base64=" + base64.replace("+", "%2B"))));
        JsonObject fourth = created(post(new Multipart().text("avatar_base64", base64)));

        assertThat(Stream.of(first, second, third, fourth).map(avatar -> avatar.getBoolean("primary")))
                .containsExactly(true, false, false, false);
        assertThat(list()).containsExactly(fourth, third, second, first);
        assertThat(ann.profile().getString("avatar")).isEqualTo(first.getString("avatar"));
        assertThat(portrait.get(second.getString("avatar")).header("Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    @DisplayName("POST of anything but one picture is a field error and adds nothing")
    void refuses_anything_but_one_picture() {
        post(new Multipart()).refusedFields("avatar:blank");
        post(new Multipart().text("x", "y")).refusedFields("avatar:blank");
        post(new Multipart().text("avatar", "x")).refusedFields("avatar:invalid");
        post(new Multipart().file("avatar", new byte[] {1})).refusedFields("avatar:unsupported_image");
        portrait.send("POST", AVATARS, ann.token(), JSON, bytes("")).refusedFields("avatar:blank");
        portrait.send("POST", AVATARS, ann.token(), JSON, bytes("{\"avatar_base64\":7}"))
                .refusedFields("avatar_base64:invalid");
        post(new Multipart().file("avatar", Photos.jpeg(9, 9)).text("avatar_base64", "image/png;base64,AAAA"))
                .refusedFields("avatar_base64:invalid");

        assertThat(list()).isEmpty();
    }

    @Test
    @DisplayName("PATCH selects the avatar with the given id, in each media type")
    void selects_by_patch() {
        put();
        JsonObject other = created(post(new Multipart().file("avatar", Photos.jpeg(30, 20))));
        JsonObject first = list().get(1);
        long id = other.getInt("id");
        long firstId = first.getInt("id");

        assertThat(send("PATCH", JSON, "{\"avatar_id\":" + id + "}").status()).isEqualTo(204);
        assertThat(selectedAvatar()).isEqualTo(other.getString("avatar"));
        assertThat(send("PATCH", FORM, "avatar_id=" + firstId).status()).isEqualTo(204);
        assertThat(selectedAvatar()).isEqualTo(first.getString("avatar"));
        Multipart parts = new Multipart().text("avatar_id", Long.toString(id));
        assertThat(portrait.send("PATCH", AVATARS, ann.token(), parts.contentType(), parts.body())
                        .status())
                .isEqualTo(204);
        assertThat(selectedAvatar()).isEqualTo(other.getString("avatar"));
        assertThat(ann.profile().getString("avatar")).isEqualTo(other.getString("avatar"));
        assertThat(send("PATCH", JSON, "{\"avatar_id\":\"" + firstId + "\"}").status())
                .isEqualTo(204);
        assertThat(list()).extracting(avatar -> avatar.getBoolean("primary")).containsExactly(false, true);
    }

    @Test
    @DisplayName("DELETE removes the avatar with the id in the body or query, and its picture at once")
    void removes_by_delete() {
        String first = put().getString("avatar");
        String second = put().getString("avatar");
        List<JsonObject> before = list();

        assertThat(send("DELETE", JSON, "{\"avatar_id\":" + before.get(0).getInt("id") + "}")
                        .status())
                .isEqualTo(204);
        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        portrait.get(second).refused(404, "not_found");
        assertThat(list()).extracting(avatar -> avatar.getBoolean("primary")).containsExactly(false);

        assertThat(portrait.send(portrait.request(
                                        AVATARS + "?avatar_id=" + before.get(1).getInt("id"))
                                .header("Authorization", "Bearer " + ann.token())
                                .DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(list()).isEmpty();
        portrait.get(first).refused(404, "not_found");
    }

    @Test
    @DisplayName("An id that is not an avatar of the caller is 404 or a field error, and nothing changes")
    void refuses_wrong_ids() {
        Person bob = portrait.person();
        bob.put(new Multipart().file("avatar", Photos.jpeg(30, 20))).user();
        int bobs = avatars(bob).get(0).getInt("id");
        String before = put().getString("avatar");

        for (String method : List.of("PATCH", "DELETE")) {
            for (String id : List.of(Integer.toString(bobs), "999999999999", "\"999999999999\"")) {
                send(method, JSON, "{\"avatar_id\":" + id + "}").refused(404, "not_found");
            }
            for (String id : List.of("0", "-1", "1.5", "1e3", "\"x\"", "true", "[1]", "9223372036854775808")) {
                send(method, JSON, "{\"avatar_id\":" + id + "}").refusedFields("avatar_id:invalid");
            }
            for (String body : List.of("{}", "", "{\"avatar_id\":null}", "{\"avatar_id\":\" \"}")) {
                send(method, JSON, body).refusedFields("avatar_id:blank");
            }
            send(method, JSON, "{\"avatar_id\":").refused(400, "parse_error");
        }
        assertThat(avatars(bob)).hasSize(1);
        assertThat(selectedAvatar()).isEqualTo(before);
    }

    @Test
    @DisplayName("Without a token nothing is listed or changed")
    void without_a_token() {
        for (String method : List.of("GET", "POST", "PATCH", "DELETE")) {
            portrait.send(portrait.request(AVATARS)
                            .header("Content-Type", JSON)
                            .method(
                                    method,
                                    method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")))
                    .refused(401, "not_authenticated");
        }
        portrait.get("api/v2/user/me/avatar/").refused(401, "not_authenticated");
    }

    @Test
    @DisplayName(
            "Twelve avatars are kept: a further one replaces the oldest that is not selected, including its picture")
    void maximum() {
        JsonObject inUse = created(post(new Multipart().file("avatar", Photos.jpeg(30, 20))));
        JsonObject oldest = created(post(new Multipart().file("avatar", Photos.jpeg(30, 20))));
        for (int i = 2; i < MAX; i++) {
            created(post(new Multipart().file("avatar", Photos.jpeg(30, 20))));
        }
        assertThat(list()).hasSize(MAX).contains(oldest);

        created(post(new Multipart().file("avatar", Photos.jpeg(30, 20))));

        assertThat(list()).hasSize(MAX).contains(inUse).doesNotContain(oldest);
        portrait.get(oldest.getString("avatar")).refused(404, "not_found");
        assertThat(portrait.get(inUse.getString("avatar")).status()).isEqualTo(200);

        String fresh = put().getString("avatar");
        assertThat(list())
                .hasSize(MAX)
                .extracting(avatar -> avatar.getString("avatar"))
                .contains(fresh)
                .doesNotContain(inUse.getString("avatar"));
    }

    @Test
    @DisplayName("The list has pages with links to the next and the previous page")
    void links_the_pages() {
        for (int i = 0; i < 5; i++) {
            created(post(new Multipart().file("avatar", Photos.jpeg(20, 20))));
        }
        JsonObject first = page(AVATARS + "?limit=2&x=a%20b%26");
        JsonObject second = page(first.getString("next"));
        JsonObject third = page(second.getString("next"));

        assertThat(first.getInt("count")).isEqualTo(5);
        assertThat(first.getString("next"))
                .startsWith(portrait.base() + AVATARS + "?")
                .contains("limit=2", "offset=2", "b%26");
        assertThat(first.get("previous")).isEqualTo(JsonValue.NULL);
        assertThat(third.get("next")).isEqualTo(JsonValue.NULL);
        assertThat(page(third.getString("previous"))).isEqualTo(second);
        assertThat(Stream.of(first, second, third).flatMap(page -> page.getJsonArray("results").stream()))
                .containsExactlyElementsOf(list());
        for (String query : List.of("limit=0", "limit=101", "limit=x", "limit=-1", "limit=99999999999")) {
            portrait.get(AVATARS + "?" + query, ann.token()).refusedFields("limit:invalid");
        }
        portrait.get(AVATARS + "?offset=-1&limit=1.5", ann.token()).refusedFields("limit:invalid", "offset:invalid");
    }

    @Test
    @DisplayName(
            "Concurrent changes never result in more than twelve avatars, a profile with a missing picture or a 500")
    void survives_concurrent_changes() throws Exception {
        put();
        List<Supplier<Answer>> steps = IntStream.range(0, 18)
                .<Supplier<Answer>>mapToObj(i -> switch (i % 6) {
                    case 0, 1, 2 -> () -> post(new Multipart().file("avatar", Photos.jpeg(20, 20)));
                    case 3 -> () -> ann.put(new Multipart().file("avatar", Photos.jpeg(20, 20)));
                    case 4 -> () -> send("PATCH", JSON, "{\"avatar_id\":" + newestId() + "}");
                    default -> () -> send("DELETE", JSON, "{\"avatar_id\":" + newestId() + "}");
                })
                .toList();

        List<Answer> answers = AtOnce.run(steps, Supplier::get);

        assertThat(answers).extracting(Answer::status).allMatch(Set.of(200, 201, 204, 404, 409, 503)::contains);
        List<JsonObject> kept = list();
        assertThat(kept).hasSizeBetween(1, MAX);
        assertThat(kept)
                .allSatisfy(avatar -> assertThat(
                                portrait.get(avatar.getString("avatar")).status())
                        .isEqualTo(200));
        JsonValue inUse = ann.profile().get("avatar");
        assertThat(kept.stream().filter(avatar -> avatar.getBoolean("primary")).map(avatar -> avatar.get("avatar")))
                .containsExactlyElementsOf(inUse == JsonValue.NULL ? List.of() : List.of(inUse));
    }

    /** Returns the id of the newest avatar, or an id that does not exist if the list is empty. */
    private long newestId() {
        return list().stream()
                .mapToLong(avatar -> avatar.getJsonNumber("id").longValueExact())
                .findFirst()
                .orElse(Long.MAX_VALUE / 10);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private JsonObject put() {
        return ann.put(new Multipart().file("avatar", Photos.jpeg(60, 40))).user();
    }

    private Answer post(Multipart parts) {
        return portrait.send("POST", AVATARS, ann.token(), parts.contentType(), parts.body());
    }

    private Answer send(String method, String contentType, String body) {
        return portrait.send(method, AVATARS, ann.token(), contentType, bytes(body));
    }

    private static JsonObject created(Answer answer) {
        assertThat(answer.status()).as(answer::toString).isEqualTo(201);
        return answer.json();
    }

    private String selectedAvatar() {
        return portrait.get("api/v2/user/me/avatar/", ann.token()).user().getString("avatar");
    }

    private List<JsonObject> list() {
        return avatars(ann);
    }

    private List<JsonObject> avatars(Person person) {
        return portrait.get(AVATARS + "?limit=100", person.token())
                .user()
                .getJsonArray("results")
                .getValuesAs(JsonObject.class);
    }

    private JsonObject page(String address) {
        return portrait.get(address, ann.token()).user();
    }
}
