package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("own-server")
@ContractSection(11)
@DisplayName("What the site decides about visibility")
class SiteVisibilityIT {

    private static final String VISIBILITY = "api/v2/user/me/visibility/";

    private static OwnServer start(String visibility) throws IOException, InterruptedException {
        return start(Map.of("portrait.visibility", visibility));
    }

    private static OwnServer start(Map<String, String> settings) throws IOException, InterruptedException {
        return OwnServer.start(
                ApplicationServer.chosen(),
                "/",
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "visibility"),
                settings);
    }

    private static Person ann(Portrait portrait) {
        Person ann = portrait.person(UUID.randomUUID().toString(), Map.of("preferred_username", "quinn"));
        fill(ann);
        return ann;
    }

    private static void fill(Person ann) {
        ann.put(Multipart.of(Map.of("real_name", "Xenia Yilmaz", "bio", "Climbs walls.", "date_of_birth", "1987-06-05"))
                        .file("avatar", Photos.jpeg(30, 20)))
                .user();
    }

    private static JsonObject visibility(Person person) {
        return person.portrait().get(VISIBILITY, person.token()).user();
    }

    private static Answer narrow(Person person, String json) {
        return person.portrait().send("PATCH", VISIBILITY, person.token(), "application/json", json.getBytes(UTF_8));
    }

    @Nested
    @EveryServer
    @ExtendWith(KnownUsers.Shared.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @DisplayName("With the files in server-config as they are")
    class AsShipped {

        private final KnownUsers known;
        private final Portrait portrait;
        private final Person ann;

        AsShipped(KnownUsers known) throws SQLException {
            this.known = known;
            portrait = known.portrait();
            ann = known.person("APPROVED");
            ann.form("PUT", Map.of("username", "quinn")).user();
            fill(ann);
        }

        @Test
        @DisplayName("only callers who are signed in see more than the username")
        void are_for_callers_who_are_signed_in() throws SQLException {
            JsonObject seenByAnyone = portrait.get(ann.path()).user();
            assertThat(seenByAnyone.getString("username")).isEqualTo("quinn");
            assertThat(seenByAnyone.getString("real_name") + seenByAnyone.getString("bio"))
                    .isEmpty();
            assertThat(seenByAnyone.isNull("avatar")).isTrue();
            assertThat(portrait.get("api/v2/avatar/" + ann.id()).text()).contains(">Q</text>");

            JsonObject seenByBob =
                    portrait.get(ann.path(), known.person("APPROVED").token()).user();
            assertThat(seenByBob.getString("real_name")).isEqualTo("Xenia Yilmaz");
            assertThat(seenByBob.isNull("avatar")).isFalse();
            assertThat(seenByBob.isNull("date_of_birth")).isTrue();
            assertThat(ann.profile().getString("date_of_birth")).isEqualTo("1987-06-05");
        }

        @Test
        @ContractSection(10)
        @DisplayName("other programs get default pictures only, and the log at start says so")
        void hide_avatars_from_other_programs() {
            String admin = portrait.minter().token("admin", Map.of("user_id", 0L, "groups", List.of("admin")));
            portrait.send(
                            "PATCH",
                            ann.path() + "managed/",
                            admin,
                            "application/json",
                            ("{\"ext_id\":" + ann.id() + "}").getBytes(UTF_8))
                    .user();

            portrait.get("avatar/ext_id/" + ann.id() + "?d=404").refused(404, "not_found");
            JsonObject addresses = portrait.get("api/v2/user/me/avatar-addresses/", ann.token())
                    .user();
            assertThat(addresses.getBoolean("public")).isFalse();
            assertThat(addresses.getJsonArray("addresses")).hasSize(1);
            assertThat(known.running().logText())
                    .contains(
                            "\n  avatars for other programs: by ext_id; but only default pictures, because the visibility"
                                    + " of avatars is signed-in\n");
        }

        @Test
        @DisplayName("the log at start says who sees what, and does not warn")
        void are_described_in_the_log() {
            assertThat(known.running().logText())
                    .contains("\n  visibility: public profile; signed-in real_name, bio, location, description, gender,"
                            + " website, avatar, cover; owner location_lat_lng, position_lat_lng, date_of_birth\n")
                    .doesNotContain("Anyone can read real names");
        }

        @Test
        @DisplayName("owners cannot widen their fields, and the message says what is possible")
        void cannot_be_widened() {
            JsonObject before = visibility(ann);
            assertThat(before.getString("bio")).isEqualTo("signed-in");
            assertThat(before.getString("date_of_birth")).isEqualTo("owner");

            assertThat(narrow(ann, "{\"bio\":\"public\",\"cover\":\"owner\"}")
                            .refusedFields("bio:invalid_choice")
                            .text())
                    .contains("Choose signed-in or owner");
            assertThat(narrow(ann, "{\"date_of_birth\":\"signed-in\"}")
                            .refusedFields("date_of_birth:invalid_choice")
                            .text())
                    .contains("Choose owner");

            assertThat(visibility(ann)).isEqualTo(before);
            assertThat(narrow(ann, before.toString()).user()).isEqualTo(before);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @DisplayName("With profile=signed-in")
    class ProfilesForCallersWhoAreSignedIn {

        private OwnServer server;
        private Portrait portrait;
        private Person ann;

        @BeforeAll
        void start() throws IOException, InterruptedException {
            server = SiteVisibilityIT.start("profile=signed-in,bio=owner,date_of_birth=public");
            portrait = server.portrait();
            ann = ann(portrait);
        }

        @AfterAll
        void stop() throws IOException {
            server.close();
        }

        @Test
        @DisplayName("a request without a token is 401 for every id, existing or not")
        void are_401_without_a_token() {
            for (String id : List.of(String.valueOf(ann.id()), "999999", "9223372036854775808")) {
                for (String path : List.of("user/" + id + "/", "user/" + id, "avatar/" + id)) {
                    assertThat(portrait.get("api/v2/" + path)
                                    .refused(401, "not_authenticated")
                                    .header("WWW-Authenticate"))
                            .startsWith("Bearer");
                    assertThat(send("HEAD", path).status()).isEqualTo(401);
                }
                send("OPTIONS", "user/" + id + "/").refused(401, "not_authenticated");
            }
            portrait.get("api/v2/user/abc/").refused(404, "not_found");
            assertThat(portrait.get("api/v2/health/").status()).isEqualTo(200);
        }

        private Answer send(String method, String path) {
            return portrait.send(portrait.request("api/v2/" + path).method(method, BodyPublishers.noBody()));
        }

        @Test
        @DisplayName(
                "users and administrators read profiles, a token without a role is 403 and that of a deleted user 401")
        void are_read_with_a_token() {
            Person bob = portrait.person();
            assertThat(portrait.get(ann.path(), bob.token()).user().getString("real_name"))
                    .isEqualTo("Xenia Yilmaz");
            portrait.get("api/v2/user/999999/", bob.token()).refused(404, "not_found");
            assertThat(portrait.get("api/v2/avatar/" + ann.id(), bob.token()).status())
                    .isEqualTo(302);
            assertThat(portrait.get("api/v2/avatar/" + ann.id(), bob.token()).header("Cache-Control"))
                    .startsWith("private");
            assertThat(portrait.get(ann.path(), withGroups("admin")).user().getString("bio"))
                    .isEqualTo("Climbs walls.");
            portrait.get(ann.path(), withGroups("other")).refused(403, "permission_denied");
            portrait.get(ann.path(), "no-token").refused(401, "authentication_failed");

            portrait.send(portrait.request(bob.path())
                            .header("Authorization", "Bearer " + bob.token())
                            .DELETE())
                    .user();

            portrait.get(ann.path(), bob.token()).refused(401, "authentication_failed");
        }

        private String withGroups(String group) {
            return portrait.minter().token(UUID.randomUUID().toString(), Map.of("groups", List.of(group)));
        }

        @Test
        @DisplayName("no field is wider than the profile")
        void bound_the_levels_of_fields() {
            JsonObject levels = visibility(ann);
            assertThat(levels.getString("real_name")).isEqualTo("signed-in");
            assertThat(levels.getString("date_of_birth")).isEqualTo("signed-in");
            assertThat(levels.getString("bio")).isEqualTo("owner");
            narrow(ann, "{\"cover\":\"public\"}").refusedFields("cover:invalid_choice");
        }

        @Test
        @DisplayName("owners can preview their profile as colleagues see it, and anyone sees none")
        void have_no_preview_for_anyone() {
            portrait.get(VISIBILITY + "public/", ann.token()).refused(404, "not_found");
            assertThat(portrait.get(VISIBILITY + "signed-in/", ann.token())
                            .user()
                            .getString("bio"))
                    .isEmpty();
        }

        @Test
        @DisplayName("pictures can be read by anyone who has the address")
        void leave_pictures_readable() {
            assertThat(portrait.get(ann.profile().getString("avatar")).status()).isEqualTo(200);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @DisplayName("With *=public and without a directory")
    class Public {

        private OwnServer server;

        @AfterAll
        void stop() throws IOException {
            server.close();
        }

        @Test
        @DisplayName(
                "everything except birth dates and coordinates is public, the log at start warns, and search is 404")
        void is_public() throws IOException, InterruptedException {
            server = SiteVisibilityIT.start(Map.of("portrait.visibility", "*=public", "portrait.directory", "off"));
            Person ann = ann(server.portrait());

            JsonObject seenByAnyone = server.portrait().get(ann.path()).user();

            assertThat(seenByAnyone.getString("real_name")).isEqualTo("Xenia Yilmaz");
            assertThat(seenByAnyone.isNull("date_of_birth")).isTrue();
            assertThat(server.running().logText())
                    .contains("Anyone can read real names, without a token: set portrait.visibility");
            server.portrait().get("api/v2/users/?search=xen", ann.token()).refused(404, "not_found");
            assertThat(server.portrait()
                            .get("api/v2/users/?username=quinn", ann.token())
                            .user()
                            .getJsonArray("results"))
                    .hasSize(1);
        }
    }
}
