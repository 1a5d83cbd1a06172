package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(11)
@DisplayName("The choice of who may see a profile")
class VisibilityChoiceIT {

    private static final String VISIBILITY = "api/v2/user/me/visibility/";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> FIELDS = List.of(
            "real_name",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website",
            "avatar",
            "cover");

    private final Portrait portrait;
    private final Person ann;

    VisibilityChoiceIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("GET returns the level and the floor of each field")
    void returns_levels_and_floors() {
        Answer answer = portrait.get(VISIBILITY, ann.token());
        JsonObject levels = answer.user();

        assertThat(levels.keySet()).hasSize(12).containsAll(FIELDS).contains("floor");
        assertThat(levels.getJsonObject("floor").keySet()).containsExactlyElementsOf(FIELDS);
        assertThat(FIELDS)
                .allSatisfy(field -> assertThat(levels.getString(field)).isEqualTo("public"));
        assertThat(answer.header("Cache-Control")).contains("private", "no-cache");
        assertThat(portrait.get(VISIBILITY.replaceAll("/$", ""), ann.token()).user())
                .isEqualTo(levels);
    }

    @Test
    @DisplayName("PATCH narrows the given fields, keeps the others and can undo it, as JSON and urlencoded")
    void narrows_fields() {
        JsonObject first =
                patch(JSON, "{\"bio\":\"owner\",\"avatar\":\"signed-in\"}").user();
        assertThat(first.getString("bio")).isEqualTo("owner");
        assertThat(first.getString("avatar")).isEqualTo("signed-in");
        assertThat(first.getJsonObject("floor").getString("bio")).isEqualTo("public");
        assertThat(portrait.get(VISIBILITY, ann.token()).user()).isEqualTo(first);

        JsonObject second = patch(FORM, "bio=signed-in&cover=owner&avatar=").user();
        assertThat(second.getString("bio")).isEqualTo("signed-in");
        assertThat(second.getString("cover")).isEqualTo("owner");
        assertThat(second.getString("avatar")).isEqualTo("public");

        assertThat(patch(JSON, second.toString()).user()).isEqualTo(second);
        assertThat(patch(JSON, "").user()).isEqualTo(second);
        JsonObject third = patch(JSON, "{\"bio\":null,\"cover\":\"public\"}").user();
        assertThat(FIELDS)
                .allSatisfy(field -> assertThat(third.getString(field)).isEqualTo("public"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bio\":\"friends\"} | bio:invalid_choice",
                "{\"bio\":\"Owner\"} | bio:invalid_choice",
                "{\"bio\":1} | bio:invalid",
                "{\"username\":\"owner\"} | username:invalid",
                "{\"profile\":\"owner\"} | profile:invalid",
                "{\"nothing\":null} | nothing:invalid",
                "{\"floor\":{\"bio\":\"owner\"},\"x\":{}} | x:invalid"
            })
    @DisplayName("PATCH refuses unknown levels and fields, and then changes nothing")
    void refuses_unknown_levels_and_fields(String json, String problem) {
        JsonObject before = portrait.get(VISIBILITY, ann.token()).user();

        patch(JSON, json).refusedFields(problem);
        patch(JSON, json.replaceFirst("\\{", "{\"cover\":\"owner\",\"real_name\":\"none\","))
                .refusedFields("real_name:invalid_choice", problem);

        assertThat(portrait.get(VISIBILITY, ann.token()).user()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"bio\":\"owner\",\"bio\":\"public\"}", "null"})
    @DisplayName("PATCH refuses a malformed body")
    void refuses_a_malformed_body(String body) {
        patch(JSON, body).refused(400, "parse_error");
        patch("text/plain", "bio=owner").refused(415, "unsupported_media_type");
    }

    @Test
    @ContractSection(7)
    @DisplayName("Only users with a profile have a choice, and blocked users may only read it")
    void refuses_other_callers() {
        portrait.get(VISIBILITY).refused(401, "not_authenticated");
        String admin = portrait.minter().token("admin-" + UUID.randomUUID(), Map.of("groups", List.of("admin")));
        portrait.get(VISIBILITY, admin).refused(403, "permission_denied");
        portrait.send("PATCH", VISIBILITY, admin, JSON, bytes("{}")).refused(403, "permission_denied");
        portrait.send(portrait.request(VISIBILITY)
                        .header("Content-Type", JSON)
                        .method("PATCH", BodyPublishers.ofString("{}")))
                .refused(401, "not_authenticated");
        patch(JSON, "{\"bio\":\"owner\"}").user();

        portrait.send("PATCH", ann.path() + "status/", admin, FORM, bytes("status=b"))
                .user();

        for (String body : List.of("{\"bio\":null}", "{\"bio\":\"x\"}", "{}")) {
            assertThat(patch(JSON, body).refused(403, "permission_denied").text())
                    .contains("blocked");
        }
        assertThat(portrait.get(VISIBILITY, ann.token()).user().getString("bio"))
                .isEqualTo("owner");
    }

    @Test
    @ContractSection(6)
    @DisplayName("The owner's entity tag stays usable, and that of a narrower view is 412")
    void keeps_the_tag_of_the_complete_view() {
        ann.form("PATCH", Map.of("bio", "Runs up hills.")).user();
        String tag = portrait.get(ann.path(), ann.token()).header("ETag");
        String seenByBob = portrait.get(ann.path(), portrait.person().token()).header("ETag");
        String seenByAnyone = portrait.get(ann.path()).header("ETag");
        patch(JSON, "{\"bio\":\"owner\"}").user();

        assertThat(List.of(tag, seenByBob, seenByAnyone)).doesNotHaveDuplicates();
        assertThat(portrait.get(ann.path(), ann.token()).header("ETag")).isEqualTo(tag);
        for (String narrower :
                List.of(seenByBob, seenByAnyone, portrait.get(ann.path()).header("ETag"))) {
            conditional(narrower).refused(412, "precondition_failed");
        }
        assertThat(conditional(tag).user().getString("bio")).isEqualTo("changed");
    }

    private Answer conditional(String tag) {
        return portrait.send(portrait.request(ann.path())
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", FORM)
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString("bio=changed")));
    }

    @Test
    @DisplayName("Nobody is signed in with the token of a deleted user, or with one without the role")
    void tokens_that_do_not_count() {
        ann.form("PATCH", Map.of("bio", "Runs up hills.", "real_name", "Ann Example"))
                .user();
        patch(JSON, "{\"bio\":\"signed-in\"}").user();
        Person bob = portrait.person();
        assertThat(bio(bob.token())).isEqualTo("Runs up hills.");

        portrait.send(portrait.request(bob.path())
                        .header("Authorization", "Bearer " + bob.token())
                        .DELETE())
                .user();

        assertThat(bio(bob.token())).isEmpty();
        assertThat(bio(portrait.minter().token(TokenMinter.subject(ann.token()), Map.of("groups", List.of()))))
                .isEmpty();
    }

    private String bio(String token) {
        return portrait.get(ann.path(), token).user().getString("bio");
    }

    @Test
    @DisplayName("A username finds a user for whoever is signed in, and shows no more than the profile")
    void a_username_finds_a_user() {
        String username = ann.profile().getString("username");
        ann.form("PATCH", Map.of("bio", "Runs up hills.")).user();
        patch(JSON, "{\"bio\":\"owner\"}").user();

        JsonObject found = portrait.get(
                        "api/v2/users/?username=" + username, portrait.person().token())
                .user()
                .getJsonArray("results")
                .getJsonObject(0);

        assertThat(found.getString("username")).isEqualTo(username);
        assertThat(found.getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("The export has the complete profile and the levels")
    void is_exported() throws IOException {
        ann.form("PATCH", Map.of("bio", "Runs up hills.")).user();
        JsonObject levels = patch(JSON, "{\"bio\":\"owner\"}").user();

        byte[] zip = portrait.get("api/v2/user/me/export/", ann.token()).bytes();

        assertThat(file(zip, "visibility.json")).isEqualTo(levels);
        assertThat(file(zip, "profile.json").getString("bio")).isEqualTo("Runs up hills.");
    }

    private static JsonObject file(byte[] bytes, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return Json.createReader(new ByteArrayInputStream(zip.readAllBytes()))
                            .readObject();
                }
            }
        }
        throw new AssertionError(name + " is not in the export");
    }

    private Answer patch(String type, String body) {
        return portrait.send("PATCH", VISIBILITY, ann.token(), type, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
