package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BlackBox
@ContractSection({1, 7})
@DisplayName("Deletion and export of a user")
class DeletionIT {

    private final Portrait portrait;
    private final RunningServer server;
    private final String subject = UUID.randomUUID().toString();
    private final Person ann;
    private final String admin;

    DeletionIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
        this.ann = portrait.person(subject, Map.of("name", "Ann Example", "email", "ann@example.org"));
        this.admin = portrait.minter()
                .sign(TokenMinter.claims("admin", Duration.ofHours(1))
                        .claim("groups", List.of("admin"))
                        .build());
    }

    @Test
    @DisplayName("DELETE hides the profile, deletes the pictures at once and keeps the username reserved")
    void hides_the_profile() {
        JsonObject before = fillProfile();
        Answer answer = delete(ann.token(), "");
        JsonObject receipt = answer.user();

        assertThat(receipt.keySet()).containsExactly("id", "status", "date", "erased");
        assertThat(receipt.getInt("id")).isEqualTo((int) ann.id());
        assertThat(receipt.getString("status")).isEqualTo("d");
        assertThat(Instant.parse(receipt.getString("date")))
                .isAfter(Instant.now().minusSeconds(120));
        assertThat(fields(receipt)).containsExactly("avatar", "cover");
        assertThat(receipt.getJsonObject("erased").getInt("pictures")).isEqualTo(3);
        assertDeleted(before);
        Person bob = portrait.person();
        bob.form("PUT", Map.of("username", before.getString("username"))).refusedFields("username:unique");
        assertThat(listed().getString("status")).isEqualTo("d");
        assertThat(server.auditText())
                .contains("\"user\":" + ann.id() + ",\"caller\":\"" + ann.id() + "\",\"fields\":[\"avatar\",\"cover\"]")
                .contains("\"outcome\":\"deleted\"");
    }

    @Test
    @DisplayName("DELETE ?hard=1 keeps only the id, releases the username and locks out the subject")
    void erases_the_profile() {
        JsonObject before = fillProfile();
        JsonObject receipt = delete(ann.token(), "?hard=1").user();

        assertThat(receipt.getString("status")).isEqualTo("u");
        assertThat(fields(receipt))
                .containsExactly("avatar", "bio", "cover", "date_joined", "email", "real_name", "username");
        assertThat(receipt.getJsonObject("erased").getInt("pictures")).isEqualTo(3);
        assertDeleted(before);
        Person bob = portrait.person();
        bob.form("PUT", Map.of("username", before.getString("username"))).user();
        assertThat(portrait.get("api/v2/user/?search=Ann%20Example&limit=100", admin)
                        .text())
                .doesNotContain("\"id\":" + ann.id() + ",");
        assertThat(server.auditText()).contains("\"outcome\":\"erased\"");
    }

    @Test
    @DisplayName("An administrator can delete any user and erase a deleted one")
    void lets_an_administrator_delete_and_erase() {
        JsonObject before = fillProfile();
        delete(admin, "?hard=0").user();
        assertDeleted(before);
        delete(admin, "").refused(404, "not_found");

        JsonObject receipt = delete(admin, "?hard=true").user();

        assertThat(fields(receipt)).contains("bio", "username").doesNotContain("avatar");
        assertThat(receipt.getJsonObject("erased").getInt("pictures")).isZero();
        delete(admin, "?hard=1").refused(404, "not_found");
        delete(ann.token(), "?hard=1").refused(401, "authentication_failed");
    }

    @Test
    @DisplayName("Other callers and invalid requests delete nothing")
    void refuses_other_callers() {
        Person bob = portrait.person();
        delete(bob.token(), "?hard=1").refused(403, "permission_denied");
        delete(ann.token(), "?hard=yes").refusedFields("hard:invalid_choice");
        portrait.send(portrait.request(ann.path()).DELETE()).refused(401, "not_authenticated");
        portrait.send(portrait.request("api/v2/user/" + Long.MAX_VALUE + "/")
                        .header("Authorization", "Bearer " + admin)
                        .DELETE())
                .refused(404, "not_found");

        assertThat(ann.profile().getString("real_name")).isEqualTo("Ann Example");
    }

    @Test
    @DisplayName("Of concurrent deletions one gets the receipt, and concurrent changes do not restore the profile")
    void race() throws Exception {
        fillProfile();
        List<Answer> answers = AtOnce.run(Collections.nCopies(8, ""), hard -> delete(admin, hard));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200).forEach(answer -> answer.refused(404, "not_found"));

        Person bob = portrait.person();
        List<Answer> mixed = AtOnce.run(
                List.of("delete", "1", "2", "3", "4", "5"),
                step -> step.equals("delete")
                        ? portrait.send(portrait.request(bob.path() + "?hard=1")
                                .header("Authorization", "Bearer " + bob.token())
                                .DELETE())
                        : bob.put(new Multipart().text("bio", step).file("cover", Photos.jpeg(20, 20))));
        assertThat(mixed)
                .extracting(Answer::status)
                .allMatch(status -> List.of(200, 401, 404).contains(status));
        assertThat(mixed.get(0).status()).isEqualTo(200);
        portrait.get(bob.path()).refused(404, "not_found");
    }

    @Test
    @DisplayName("GET /user/me/export/ returns a ZIP file with the profile and the pictures as served")
    void exports_profile_and_pictures() throws IOException {
        JsonObject before = fillProfile();
        Answer answer = portrait.get("api/v2/user/me/export/", ann.token());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"portrait-" + ann.id() + ".zip\"");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        Map<String, byte[]> files = unzip(answer.bytes());
        assertThat(json(files.get("profile.json"))).isEqualTo(before);
        assertThat(json(files.get("account.json")).getString("subject")).isEqualTo(subject);
        assertThat(new String(files.get("avatars.json"), StandardCharsets.UTF_8))
                .contains(before.getString("avatar"));
        for (String picture : List.of("avatar", "cover")) {
            String url = before.getString(picture);
            assertThat(files.get(url.substring(url.indexOf("media/"))))
                    .isEqualTo(portrait.get(url).bytes());
        }
        assertThat(json(files.get("visibility.json"))).containsKey("floor");
        assertThat(files).hasSize(7);
        Answer head = portrait.send(portrait.request("api/v2/user/me/export/")
                .header("Authorization", "Bearer " + ann.token())
                .method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("application/zip");
        assertThat(portrait.get("api/v2/user/me/export/", ann.token()).status()).isEqualTo(200);
        portrait.get("api/v2/user/me/export/").refused(401, "not_authenticated");
    }

    /** Fills the profile with a text, a cover and two avatars. */
    private JsonObject fillProfile() {
        ann.put(new Multipart().file("avatar", Photos.jpeg(30, 20))).user();
        ann.put(new Multipart()
                        .text("bio", "something")
                        .file("avatar", Photos.jpeg(40, 20))
                        .file("cover", Photos.jpeg(50, 20)))
                .user();
        return ann.profile();
    }

    private void assertDeleted(JsonObject before) {
        portrait.get(ann.path()).refused(404, "not_found");
        portrait.get("api/v2/avatar/" + ann.id()).refused(404, "not_found");
        portrait.get("api/v2/user/me/", ann.token()).refused(401, "authentication_failed");
        assertThat(ann.form("PUT", Map.of("bio", "back"))
                        .refused(401, "authentication_failed")
                        .text())
                .contains("the user of this token has none");
        portrait.get(before.getString("avatar")).refused(404, "not_found");
        portrait.get(before.getString("cover")).refused(404, "not_found");
    }

    private JsonObject listed() {
        return portrait
                .get("api/v2/user/?search=Ann%20Example&ordering=-id&limit=100", admin)
                .user()
                .getJsonArray("results")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(user -> user.getInt("id") == ann.id())
                .findFirst()
                .orElseThrow();
    }

    private Answer delete(String token, String query) {
        return portrait.send(portrait.request(ann.path() + query)
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }

    private static List<String> fields(JsonObject receipt) {
        return receipt.getJsonObject("erased").getJsonArray("fields").getValuesAs(JsonString::getString);
    }

    private static JsonObject json(byte[] text) {
        try (var reader = Json.createReader(new ByteArrayInputStream(text))) {
            return reader.readObject();
        }
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
