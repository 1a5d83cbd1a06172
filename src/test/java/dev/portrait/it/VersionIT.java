package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(6)
@DisplayName("Versions of a profile")
class VersionIT {

    private final Portrait portrait;
    private final Person ann;

    VersionIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("Every response with a user has a strong ETag and headers for caches")
    void has_an_etag_and_cache_headers() {
        Answer changed = ann.form("PUT", Map.of("bio", "one"));

        for (Answer answer : List.of(changed, me(), portrait.get(ann.path()))) {
            assertThat(answer.header("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
            assertThat(answer.response().headers().allValues("Vary").toString()).contains("Authorization");
            assertThat(answer.header("Cache-Control")).contains("private", "no-cache");
        }
        assertThat(tag()).isEqualTo(changed.header("ETag")).isNotEqualTo(publicTag());
    }

    @Test
    @DisplayName("The ETag changes only when the profile changes")
    void changes_the_etag_with_the_profile() {
        String first = tag();

        ann.form("PUT", Map.of("website", "nonsense")).refusedFields("website:invalid");
        ann.form("PUT", Map.of("bio", "")).user();
        assertThat(tag()).isEqualTo(first);

        ann.form("PUT", Map.of("bio", "one")).user();
        assertThat(tag()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "*", "W/%s", "\"x\", %s", "\"x\",,%s ,\"y\"", "\"a,b\", %s"})
    @DisplayName("GET and HEAD with the current ETag are 304 without a body")
    void not_modified(String form) {
        String known = form.formatted(publicTag());
        for (String method : List.of("GET", "HEAD")) {
            Answer answer = portrait.send(portrait.request(ann.path())
                    .header("If-None-Match", known)
                    .method(method, BodyPublishers.noBody()));

            assertThat(answer.status()).as(method).isEqualTo(304);
            assertThat(answer.bytes()).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo(publicTag());
            assertThat(answer.header("Cache-Control")).contains("no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "W/\"x\"", "x", "", "\"", "\"x\" \"y\"", "**", "\"x\", *"})
    @DisplayName("GET with another or malformed ETag is 200")
    void modified(String known) {
        Answer answer = portrait.send(
                portrait.request(ann.path()).header("If-None-Match", known).GET());

        assertThat(answer.user().getInt("id")).isEqualTo((int) ann.id());
    }

    @Test
    @DisplayName("The owner's view has another ETag than the public view")
    void distinguishes_the_views() {
        Answer answer = portrait.send(portrait.request(ann.path())
                .header("If-None-Match", me().header("ETag"))
                .GET());

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    @DisplayName(
            "A change with the current ETag of the owner's view succeeds, also if a compressing proxy has modified the ETag")
    void changes_with_the_current_etag(String method) {
        for (String form : List.of("%s", "\"x\", %s", "W/%s", "\"x\", W/%s", "*")) {
            conditional(method, form.formatted(tag()), "bio=" + UUID.randomUUID())
                    .user();
        }
        String compressed = tag().replaceFirst("\"$", "-gzip\"");
        assertThat(conditional(method, compressed, "bio=last").user()).isEqualTo(ann.profile());
        assertThat(ann.profile().getString("bio")).isEqualTo("last");
    }

    @Test
    @DisplayName("A change with the ETag of the public view is 412, because the client read without a valid token")
    void refuses_the_etag_of_the_public_view() {
        conditional("PUT", publicTag(), "bio=written").refused(412, "precondition_failed");
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x.y.z", "Bearer", "Bearer ", "bearer %s", "Bearer %sx"})
    @DisplayName("A refused token is 401 and never gets the public view")
    void refused_token(String header) {
        Answer answer = portrait.send(portrait.request(ann.path())
                .header("Authorization", header.formatted(ann.token()))
                .GET());

        if (answer.status() == 200) {
            // The scheme is case-insensitive (RFC 9110 section 11.1), which some servers implement.
            assertThat(header).startsWith("bearer");
            assertThat(answer.user()).isEqualTo(ann.profile());
        } else {
            answer.refused(401, "authentication_failed");
        }
    }

    @ParameterizedTest
    @CsvSource({"status/, '{\"status\":\"b\"}'", "managed/, '{\"reputation\":9}'"})
    @DisplayName("An administrator's change also respects the ETag")
    void compares_the_etag_of_an_administrators_change(String path, String json) {
        String admin = portrait.minter().token("admin-" + UUID.randomUUID(), Map.of("groups", List.of("admin")));
        HttpRequest.Builder change = portrait.request(ann.path() + path)
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json));
        String before = tag();
        String stranger = publicTag();

        for (String other : List.of("\"x\"", stranger)) {
            portrait.send(change.copy().header("If-Match", other)).refused(412, "precondition_failed");
        }
        assertThat(tag()).isEqualTo(before);

        String read = portrait.get(ann.path(), admin).header("ETag");
        Answer changed = portrait.send(change.copy().header("If-Match", read));
        assertThat(changed.user()).isEqualTo(ann.profile());
        assertThat(tag()).isNotEqualTo(before);
        portrait.send(change.copy().header("If-Match", read)).refused(412, "precondition_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "%s x", "x", "", "\"x\", W/\"y\""})
    @DisplayName("A change with any other ETag is 412, whatever the body, and changes nothing")
    void refuses_any_other_etag(String form) {
        String named = form.formatted(tag());
        for (String body : List.of("bio=written", "website=nonsense", "%zz")) {
            conditional("PUT", named, body).refused(412, "precondition_failed");
        }
        portrait.send(portrait.request(ann.path())
                        .header("Authorization", "Bearer " + ann.token())
                        .header("If-Match", named)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .PUT(BodyPublishers.ofByteArray(Photos.jpeg(20, 20))))
                .refused(412, "precondition_failed");

        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("A caller who may not change the profile gets 401 or 403, not 412")
    void checks_access_before_the_etag() {
        Person bob = portrait.person();
        HttpRequest.Builder request = portrait.request(ann.path())
                .header("If-Match", "\"x\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}"));

        portrait.send(request.copy()).refused(401, "not_authenticated");
        portrait.send(request.copy().header("Authorization", "Bearer " + bob.token()))
                .refused(403, "permission_denied");
    }

    @Test
    @DisplayName("Of many concurrent changes with the same ETag one succeeds, the others are 412")
    void race() throws Exception {
        for (int round = 0; round < 5; round++) {
            String tag = tag();
            List<Answer> answers = AtOnce.run(
                    IntStream.range(0, 12).boxed().toList(),
                    writer -> conditional("PATCH", tag, "bio=" + tag.hashCode() + "-" + writer));

            assertThat(answers.stream().filter(answer -> answer.status() == 200))
                    .hasSize(1);
            answers.stream()
                    .filter(answer -> answer.status() != 200)
                    .forEach(answer -> answer.refused(412, "precondition_failed"));
        }
    }

    private Answer conditional(String method, String ifMatch, String form) {
        return portrait.send(portrait.request(ann.path())
                .header("Authorization", "Bearer " + ann.token())
                .header("If-Match", ifMatch)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form)));
    }

    private Answer me() {
        return portrait.get("api/v2/user/me/", ann.token());
    }

    private String tag() {
        return me().header("ETag");
    }

    private String publicTag() {
        return portrait.get(ann.path()).header("ETag");
    }
}
