package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(1)
@DisplayName("Many profiles in one request")
class ManyUsersIT {

    private static final String USERS = "api/v2/users/";

    private final Portrait portrait;
    private final Person ann;
    private final Person bob;
    private final Person zoe;

    ManyUsersIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
        this.bob = portrait.person();
        this.zoe = portrait.person();
    }

    @Test
    @DisplayName("The profiles come in the requested order, each as its own GET returns it to the caller")
    void returns_each_profile_as_its_own_get_does() {
        bob.put(new Multipart().text("bio", "Käse ☀").file("avatar", Photos.jpeg(30, 20)))
                .user();

        for (String token : List.of(ann.token(), withRoles(ann, "user", "admin"))) {
            assertThat(results(read(ids(zoe, ann, bob), token)))
                    .containsExactly(
                            portrait.get(zoe.path(), token).user(),
                            portrait.get(ann.path(), token).user(),
                            portrait.get(bob.path(), token).user());
        }
        List<JsonObject> seenByAnn = results(read(ids(ann, bob), ann.token()));
        assertThat(seenByAnn.get(0).containsKey("email")).isTrue();
        assertThat(seenByAnn.get(1).containsKey("email")).isFalse();
    }

    @Test
    @DisplayName("The ids may be in one parameter, in several or in both; one that occurs again is ignored")
    void accepts_ids_in_any_form() {
        for (String query : List.of(
                "id=Z,A,B", "id=Z&id=A&id=B", "id=Z,A&id=B", "id=Z%2CA%2cB", "id=Z,A,Z,B&id=A", "id=&id=Z,A,B&x=1")) {
            String filled = query.replace("Z", String.valueOf(zoe.id()))
                    .replace("A", String.valueOf(ann.id()))
                    .replace("B", String.valueOf(bob.id()));
            assertThat(found(read(filled, ann.token()))).as(query).containsExactly(zoe.id(), ann.id(), bob.id());
        }
    }

    @Test
    @DisplayName("Blocked users are included, unknown and deleted users are left out")
    void leaves_out_unknown_and_deleted_users() {
        setStatus(bob, "b");
        delete(zoe);

        String query = ids(zoe, bob, ann) + "," + Long.MAX_VALUE;
        assertThat(found(read(query, ann.token()))).containsExactly(bob.id(), ann.id());
        assertThat(found(read("id=" + zoe.id(), ann.token()))).isEmpty();
        assertThat(found(read(query, bob.token()))).containsExactly(bob.id(), ann.id());
    }

    @Test
    @DisplayName("A username finds the approved user with that name, ignoring ASCII case")
    void finds_a_user_by_name() {
        String name = "Many-k-" + UUID.randomUUID();
        bob.form("PUT", Map.of("username", name)).user();

        for (String text : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
            assertThat(results(read("username=" + text, ann.token())))
                    .containsExactly(portrait.get(bob.path(), ann.token()).user());
        }
        for (String other : List.of(
                name + "x",
                name.substring(0, 20),
                name + "," + name,
                "%25",
                "%00",
                name.replace("k", "%E2%84%AA"), // the Kelvin sign, a k in lower case
                "x".repeat(300),
                "'%20or%201=1--")) {
            assertThat(found(read("username=" + other, ann.token()))).as(other).isEmpty();
        }
        setStatus(bob, "b");
        assertThat(found(read("username=" + name, ann.token()))).isEmpty();
        delete(bob);
        assertThat(found(read("username=" + name, ann.token()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', id:blank",
        "id=, id:blank",
        "username=, id:blank",
        "x=1, id:blank",
        "id=1&username=ann, username:invalid",
        "id=x, id:invalid",
        "id=0, id:invalid",
        "id=-1, id:invalid",
        "id=+1, id:invalid",
        "id=01, id:invalid",
        "'id=1,', id:invalid",
        "'id=1,,2', id:invalid",
        "id=1&id=x, id:invalid",
        "id=9223372036854775808, id:invalid"
    })
    @DisplayName("Without an id or a username, with both, or with a malformed id, the request is a field error")
    void refuses_a_wrong_query(String query, String problem) {
        read(query, ann.token()).refusedFields(problem);
    }

    @Test
    @DisplayName("100 ids are accepted, more are a field error")
    void accepts_100_ids() {
        String others = LongStream.range(0, 99)
                .mapToObj(i -> String.valueOf(Long.MAX_VALUE - i))
                .collect(Collectors.joining(","));

        assertThat(found(read("id=" + others + "," + ann.id() + "," + ann.id(), ann.token())))
                .containsExactly(ann.id());
        assertThat(read("id=" + others + "," + ann.id() + "," + bob.id(), ann.token())
                        .refusedFields("id:invalid")
                        .text())
                .contains("100");
    }

    @Test
    @ContractSection(7)
    @DisplayName("Callers who are not signed in may not read many profiles, for any query")
    void requires_a_user() {
        for (String query : List.of(ids(ann), "id=x")) {
            portrait.get(USERS + "?" + query).refused(401, "not_authenticated");
            read(query, "no-token").refused(401, "authentication_failed");
            read(query, withRoles(ann)).refused(403, "permission_denied");
            read(query, withRoles(ann, "admin")).refused(403, "permission_denied");
        }
        delete(bob);
        for (String query : List.of(ids(ann), "id=x")) {
            read(query, bob.token()).refused(401, "authentication_failed");
        }
    }

    @Test
    @ContractSection(6)
    @DisplayName("One strong ETag covers all profiles, their order and the caller's view of each")
    void has_one_etag_for_all() {
        Answer first = read(ids(ann, bob), zoe.token());
        String tag = first.header("ETag");

        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(first.response().headers().allValues("Vary").toString()).contains("Authorization");
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache, no-transform");
        assertThat(read("id=" + ann.id() + "&id=" + bob.id(), portrait.person().token())
                        .header("ETag"))
                .isEqualTo(tag);
        assertThat(read(ids(bob, ann), zoe.token()).header("ETag")).isNotEqualTo(tag);
        assertThat(read(ids(ann, bob), ann.token()).header("ETag")).isNotEqualTo(tag);
        assertThat(read(ids(ann), zoe.token()).header("ETag")).isNotEqualTo(tag);

        bob.form("PUT", Map.of("bio", "changed")).user();
        assertThat(read(ids(ann, bob), zoe.token()).header("ETag")).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    @ContractSection(6)
    @DisplayName("A request with the current ETag is 304, until one of the profiles changes")
    void not_modified(String method) {
        String tag = read(ids(ann, bob), zoe.token()).header("ETag");

        Answer same = conditional(method, "\"x\", W/" + tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.bytes()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.header("Cache-Control")).isEqualTo("private, no-cache, no-transform");
        assertThat(same.response().headers().allValues("Vary").toString()).contains("Authorization");

        ann.form("PUT", Map.of("bio", "changed")).user();
        Answer changed = conditional(method, tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    @DisplayName("The path works without a slash at its end, and for reading only")
    void is_read_only() {
        assertThat(portrait.get("api/v2/users?" + ids(ann, bob), ann.token()).user())
                .isEqualTo(read(ids(ann, bob), ann.token()).user());
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            Answer refused = portrait.send(
                            authorized(USERS + "?" + ids(ann), ann.token()).method(method, BodyPublishers.noBody()))
                    .refused(405, "method_not_allowed");
            assertThat(refused.header("Allow").split(", ?")).contains("GET").doesNotContain(method);
        }
    }

    private Answer conditional(String method, String known) {
        return portrait.send(authorized(USERS + "?" + ids(ann, bob), zoe.token())
                .header("If-None-Match", known)
                .method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder authorized(String path, String token) {
        return portrait.request(path).header("Authorization", "Bearer " + token);
    }

    private Answer read(String query, String token) {
        return portrait.get(USERS + "?" + query, token);
    }

    private static String ids(Person... people) {
        return Arrays.stream(people)
                .map(person -> String.valueOf(person.id()))
                .collect(Collectors.joining(",", "id=", ""));
    }

    private static List<JsonObject> results(Answer answer) {
        JsonObject body = answer.user();
        assertThat(body.keySet()).containsExactly("results");
        return body.getJsonArray("results").getValuesAs(JsonObject.class);
    }

    private static List<Long> found(Answer answer) {
        return results(answer).stream()
                .map(user -> user.getJsonNumber("id").longValueExact())
                .toList();
    }

    private String withRoles(Person person, String... roles) {
        return portrait.minter()
                .sign(TokenMinter.claims(TokenMinter.subject(person.token()), Duration.ofHours(1))
                        .claim("groups", List.of(roles))
                        .build());
    }

    private String administrator() {
        return portrait.minter().token("admin-" + UUID.randomUUID(), Map.of("groups", List.of("admin")));
    }

    private void setStatus(Person person, String status) {
        portrait.send(authorized(person.path() + "status/", administrator())
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"status\":\"" + status + "\"}")))
                .user();
    }

    private void delete(Person person) {
        portrait.send(authorized(person.path(), administrator()).DELETE()).user();
    }
}
