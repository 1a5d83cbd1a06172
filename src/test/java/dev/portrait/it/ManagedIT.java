package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EveryServer
@ContractSection(12)
@DisplayName("What administrators manage of a user")
class ManagedIT {

    private static final String JSON = "application/json";
    private static final String USERS = "api/v2/user/";

    private final Portrait portrait;
    private final Person ann;
    private final String admin;
    private final String mark = "m" + UUID.randomUUID().toString().replace("-", "");

    ManagedIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
        this.admin = portrait.minter()
                .sign(TokenMinter.claims("admin-" + UUID.randomUUID(), Duration.ofHours(1))
                        .claim("groups", List.of("admin"))
                        .build());
    }

    @Test
    @DisplayName("A user can be created before the first sign-in, which finds it by its subject")
    void creates_a_user_who_then_signs_in() {
        String subject = UUID.randomUUID().toString();

        Answer answer = create("{\"subject\":\"" + subject + "\",\"real_name\":\"Zoë " + mark + "\",\"email\":\"" + mark
                + "@example.org\",\"reputation\":3}");

        assertThat(answer.status()).isEqualTo(201);
        JsonObject created = answer.json();
        assertThat(created.getString("username")).isEqualTo(mark);
        assertThat(created.getInt("reputation")).isEqualTo(3);
        assertThat(portrait.get(answer.header("Location"), admin).user()).isEqualTo(created);
        Person zoe = portrait.person(subject, Map.of("preferred_username", "another"));
        assertThat(zoe.profile()).isEqualTo(created);
    }

    @Test
    @DisplayName("Username, subject and ext_id are unique, and each that is taken is named")
    void refuses_values_that_another_user_has() {
        String values = "{\"subject\":\"" + mark + "\",\"username\":\"" + mark + "\"}";
        assertThat(create(values).status()).isEqualTo(201);

        create(values).refusedFields("username:unique", "subject:unique");
        managed("{\"username\":\"" + mark.toUpperCase(Locale.ROOT) + "\",\"subject\":\"x\"}")
                .refusedFields("subject:read_only");
        managed("{\"username\":\"" + mark.toUpperCase(Locale.ROOT) + "\"}").refusedFields("username:unique");
        int extId = UUID.randomUUID().hashCode() & 0xFFFFFF;
        managed("{\"ext_id\":" + extId + "}").user();
        create("{\"ext_id\":" + extId + "}").refusedFields("ext_id:unique");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'username':'a b','subject':1,'real_name':'a\\u0000','ext_id':'x'}"
                        + "|username:invalid subject:invalid real_name:invalid ext_id:invalid",
                "{'subject':'~0000000000000000000000000000000000000000000000000000000000000000'}|subject:invalid",
                "{'username':7,'email':'x'}|username:invalid email:invalid"
            })
    @DisplayName("Invalid values are reported together, and create nobody")
    void creates_nobody_with_invalid_values(String body, String problems) {
        create(body.replace('\'', '"')).refusedFields(problems.split(" "));
    }

    @Test
    @DisplayName("Nobody but an administrator creates users, reads managed fields or clears a collection")
    void refuses_other_callers() {
        for (String token : List.of(ann.token(), portrait.person().token())) {
            portrait.send("POST", USERS, token, JSON, bytes("{}")).refused(403, "permission_denied");
            portrait.get(ann.path() + "managed/", token).refused(403, "permission_denied");
            portrait.send("DELETE", ann.path() + "avatars/", token, JSON, bytes(""))
                    .refused(403, "permission_denied");
            Multipart form = new Multipart().file("avatar", Photos.jpeg(30, 20));
            portrait.send("PATCH", ann.path() + "managed/", token, form.contentType(), form.body())
                    .refused(403, "permission_denied");
        }
        portrait.get(ann.path() + "managed/").refused(401, "not_authenticated");
        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
    }

    @Test
    @DisplayName("GET returns what PATCH accepts, and sending it back changes nothing")
    void reads_what_can_be_written() {
        ann.put(new Multipart()
                        .text("bio", "a\nb")
                        .text("website", "https://example.org/")
                        .file("avatar", Photos.jpeg(30, 20))
                        .file("cover", Photos.jpeg(60, 20)))
                .user();
        managed("{\"email\":\"" + mark + "@example.org\",\"tags\":[{\"name\":\"x\"}]}")
                .user();
        JsonObject before = ann.profile();

        JsonObject fields = portrait.get(ann.path() + "managed/", admin).user();

        assertThat(fields.getString("email")).isEqualTo(mark + "@example.org");
        assertThat(fields.getString("subject")).isNotEmpty();
        fields.forEach((name, value) -> {
            if (!name.equals("subject")) {
                assertThat(before.get(name)).as(name).isEqualTo(value);
            }
        });
        managed(fields.toString()).user();
        assertThat(ann.profile()).isEqualTo(before);
    }

    @Test
    @DisplayName("Texts can be cleared but not written, and one refused field keeps all")
    void clears_texts() {
        ann.form("PUT", Map.of("bio", "rude", "location", "rude", "real_name", "Rude"))
                .user();

        managed("{\"bio\":\"\",\"location\":\"nice\",\"real_name\":7}")
                .refusedFields("location:read_only", "real_name:invalid");
        assertThat(ann.profile().getString("bio")).isEqualTo("rude");
        managed("{\"bio\":\"\",\"location\":null,\"real_name\":\"Rude\",\"reputation\":2}")
                .user();

        JsonObject profile = ann.profile();
        assertThat(profile.getString("bio")).isEmpty();
        assertThat(profile.getString("location")).isEmpty();
        assertThat(profile.getString("real_name")).isEqualTo("Rude");
        assertThat(profile.getInt("reputation")).isEqualTo(2);
    }

    @Test
    @DisplayName("A multipart body sets pictures and fields together or not at all")
    void sets_pictures() {
        parts(new Multipart().text("posts_counter", "-1").file("avatar", Photos.jpeg(30, 20)))
                .refusedFields("posts_counter:invalid");
        parts(new Multipart().text("reputation", "4").file("avatar", bytes("no picture")))
                .refusedFields("avatar:unsupported_image");
        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        assertThat(ann.profile().getInt("reputation")).isZero();

        JsonObject changed = parts(new Multipart()
                        .text("reputation", "4")
                        .text("email_isvalid", "true")
                        .text("email", "käse@example.org")
                        .text("tags", "[{\"name\":\"Käse\"}]")
                        .file("avatar", Photos.jpeg(30, 20))
                        .file("cover", Photos.jpeg(60, 20)))
                .user();

        assertThat(ann.profile()).isEqualTo(changed);
        assertThat(changed.getInt("reputation")).isEqualTo(4);
        assertThat(changed.getBoolean("email_isvalid")).isTrue();
        assertThat(changed.getString("email")).isEqualTo("käse@example.org");
        assertThat(changed.getJsonArray("tags")).hasToString("[{\"name\":\"Käse\"}]");
        assertThat(collection()).hasSize(1);
        for (String picture : List.of("avatar", "cover")) {
            assertThat(portrait.get(changed.getString(picture)).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A removed picture is 404 at once")
    void removes_pictures() {
        JsonObject shown = ann.put(
                        new Multipart().file("avatar", Photos.jpeg(30, 20)).file("cover", Photos.jpeg(60, 20)))
                .user();

        managed("{\"avatar\":\"https://example.org/other.jpg\"}").refusedFields("avatar:invalid");
        managed("{\"avatar\":\"\",\"cover\":null}").user();

        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        assertThat(ann.profile().get("cover")).isEqualTo(JsonValue.NULL);
        assertThat(collection()).isEmpty();
        for (String picture : List.of("avatar", "cover")) {
            portrait.get(shown.getString(picture)).refused(404, "not_found");
        }
    }

    @Test
    @DisplayName("A whole collection can be deleted")
    void deletes_a_collection() {
        String first = ann.put(new Multipart().file("avatar", Photos.jpeg(30, 20)))
                .user()
                .getString("avatar");
        String second = ann.put(new Multipart().file("avatar", Photos.jpeg(20, 30)))
                .user()
                .getString("avatar");

        for (int time = 0; time < 2; time++) {
            Answer answer = portrait.send("DELETE", ann.path() + "avatars/", admin, JSON, bytes(""));
            assertThat(answer.status()).isEqualTo(204);
        }

        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        assertThat(collection()).isEmpty();
        portrait.get(first).refused(404, "not_found");
        portrait.get(second).refused(404, "not_found");
    }

    @Test
    @DisplayName("Approving a deleted user restores the texts; an erased user stays erased")
    void restores_a_deleted_user() {
        ann.form("PUT", Map.of("bio", "kept")).user();
        delete("");
        status("b").refused(404, "not_found");
        assertThat(status("a").user().getString("bio")).isEqualTo("kept");
        assertThat(ann.profile().getString("bio")).isEqualTo("kept");

        delete("?hard=1");
        status("a").refused(404, "not_found");
        managed("{\"reputation\":1}").refused(404, "not_found");
    }

    @Test
    @DisplayName("Each filter finds the users with that value, and all together those with every value")
    void filters() {
        JsonObject zoe = create("{\"subject\":\"" + mark + "\",\"real_name\":\"Zoë van " + mark + "\",\"email\":\""
                        + mark + "@example.org\",\"ext_id\":" + (mark.hashCode() & 0xFFFFFF) + "}")
                .json();
        String id = zoe.get("id").toString();
        List<String> filters = List.of(
                "search=" + mark.toUpperCase(Locale.ROOT),
                "search=VAN%20" + mark,
                "search=zoe%20van%20" + mark,
                "email=" + mark.toUpperCase(Locale.ROOT) + "@EXAMPLE.org",
                "subject=" + mark,
                "id=" + id,
                "ext_id=" + zoe.get("ext_id"),
                "real_name=Zo%C3%AB%20van%20" + mark,
                "search=" + mark + "&status=a&gender=Unspecified");

        for (String filter : filters) {
            assertThat(found(filter)).as(filter).containsExactly(id);
        }
        assertThat(found(String.join("&", filters.subList(2, filters.size())))).containsExactly(id);
        for (String filter :
                List.of("search=" + mark + "&status=b", "subject=" + mark.toUpperCase(Locale.ROOT), "ext_id=0")) {
            assertThat(found(filter)).as(filter).isEmpty();
        }
        portrait.get(USERS + "?status=u&gender=x&ext_id=x", admin)
                .refusedFields("status:invalid_choice", "gender:invalid_choice", "ext_id:invalid");
    }

    @Test
    @DisplayName("The newest pictures come first, without users who show none")
    void lists_the_newest_pictures_first() {
        Person bob = portrait.person();
        for (Person person : List.of(ann, bob)) {
            person.form("PUT", Map.of("real_name", mark + " x")).user();
        }
        ann.put(new Multipart().file("avatar", Photos.jpeg(30, 20))).user();
        assertThat(found("ordering=avatar_date&search=" + mark)).containsExactly(String.valueOf(ann.id()));
        bob.put(new Multipart().file("avatar", Photos.jpeg(30, 20))).user();
        assertThat(found("ordering=avatar_date&search=" + mark))
                .containsExactly(String.valueOf(bob.id()), String.valueOf(ann.id()));
    }

    private List<String> found(String query) {
        return portrait
                .get(USERS + "?" + query, admin)
                .user()
                .getJsonArray("results")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(user -> user.get("id").toString())
                .toList();
    }

    private List<JsonObject> collection() {
        return portrait.get(USERS + "avatar/", ann.token())
                .user()
                .getJsonArray("results")
                .getValuesAs(JsonObject.class);
    }

    private Answer create(String body) {
        return portrait.send("POST", USERS, admin, JSON, bytes(body));
    }

    private Answer managed(String body) {
        return portrait.send("PATCH", ann.path() + "managed/", admin, JSON, bytes(body));
    }

    private Answer parts(Multipart form) {
        return portrait.send("PATCH", ann.path() + "managed/", admin, form.contentType(), form.body());
    }

    private Answer status(String status) {
        return portrait.send("PATCH", ann.path() + "status/", admin, JSON, bytes("{\"status\":\"" + status + "\"}"));
    }

    private void delete(String query) {
        assertThat(portrait.send("DELETE", ann.path() + query, admin, JSON, bytes(""))
                        .status())
                .isEqualTo(200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
