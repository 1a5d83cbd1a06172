package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BlackBox
@ContractSection(1)
@DisplayName("Administration of users")
class AdministratorIT {

    private static final String JSON = "application/json";
    private static final String USERS = "api/v2/user/";

    private final Portrait portrait;
    private final RunningServer server;
    private final Person ann;
    private final String subject = "admin-" + UUID.randomUUID();
    private final String admin;

    AdministratorIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
        this.ann = portrait.person();
        this.admin = portrait.minter()
                .sign(TokenMinter.claims(subject, Duration.ofHours(1))
                        .claim("groups", List.of("admin"))
                        .build());
    }

    @Test
    @DisplayName("Other callers get 401 without a token and 403 with the role user, and nothing changes")
    void nobody_else() {
        Person bob = portrait.person();
        for (String path : List.of("status/", "managed/")) {
            portrait.send(portrait.request(ann.path() + path)
                            .header("Content-Type", JSON)
                            .method("PATCH", BodyPublishers.ofString("{\"status\":\"b\"}")))
                    .refused(401, "not_authenticated");
            for (String token : List.of(ann.token(), bob.token())) {
                patch(path, token, "{\"status\":\"b\",\"reputation\":9}").refused(403, "permission_denied");
            }
        }
        portrait.get(USERS).refused(401, "not_authenticated");
        portrait.get(USERS, ann.token()).refused(403, "permission_denied");

        assertThat(ann.profile().getString("status")).isEqualTo("a");
        assertThat(ann.profile().getInt("reputation")).isZero();
    }

    @Test
    @DisplayName("An administrator needs no profile, does not get one and cannot change the owner's fields")
    void owner_only_stays_owner_only() {
        for (String method : List.of("PUT", "PATCH")) {
            String both = portrait.minter().token(subject, Map.of("groups", List.of("user", "admin")));
            portrait.send(method, ann.path(), admin, JSON, bytes("{\"bio\":\"written\"}"))
                    .refused(403, "permission_denied");
            portrait.send(method, ann.path(), both, JSON, bytes("{\"bio\":\"written\"}"))
                    .refused(403, "permission_denied");
        }
        managed("{\"bio\":\"written\",\"real_name\":\"x\",\"reputation\":9}")
                .refusedFields("bio:read_only", "real_name:read_only");
        managed("{\"gender\":\"Male\",\"reputation\":5}").user();

        assertThat(ann.profile().getString("bio")).isEmpty();
        assertThat(ann.profile().getString("real_name")).isEmpty();
        assertThat(ann.profile().getString("gender")).isEqualTo("Unspecified");
        assertThat(ann.profile().getInt("reputation")).isEqualTo(5);
        String stranger = portrait.minter().token("admin-" + UUID.randomUUID(), Map.of("groups", List.of("admin")));
        int before = list("").getInt("count");
        portrait.get(USERS, stranger).user();
        assertThat(list("").getInt("count")).isEqualTo(before);
        portrait.get("api/v2/user/me/", admin).refused(403, "permission_denied");
    }

    @Test
    @ContractSection(7)
    @DisplayName("An administrator whose own profile is blocked or deleted loses all rights and cannot undo that")
    void locks_out_a_blocked_administrator() {
        String own = UUID.randomUUID().toString();
        Person bob = portrait.person(own, Map.of());
        String token = portrait.minter().token(own, Map.of("groups", List.of("user", "admin")));
        portrait.get(USERS, token).user();
        patch(bob, "status/", admin, "{\"status\":\"b\"}").user();

        portrait.get(USERS, token).refused(403, "permission_denied");
        patch(bob, "status/", token, "{\"status\":\"a\"}").refused(403, "permission_denied");
        patch("managed/", token, "{\"reputation\":9}").refused(403, "permission_denied");
        portrait.send(portrait.request(ann.path())
                        .header("Authorization", "Bearer " + token)
                        .DELETE())
                .refused(403, "permission_denied");
        assertThat(bob.profile().getString("status")).isEqualTo("b");

        portrait.send(portrait.request(bob.path())
                        .header("Authorization", "Bearer " + admin)
                        .DELETE())
                .user();
        portrait.get(USERS, token).refused(401, "authentication_failed");
        patch("managed/", token, "{\"reputation\":9}").refused(401, "authentication_failed");
        assertThat(ann.profile().getInt("reputation")).isZero();
    }

    @Test
    @DisplayName("The list can be searched by the beginning of a name, sorted and paged")
    void searches_sorts_and_pages() {
        String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
        Person first = named(mark + "_b", "Zed");
        Person second = named(mark + "-a", "Yan %");
        Person third = named(UUID.randomUUID().toString(), mark.toUpperCase(Locale.ROOT) + " x");

        assertThat(ids(list("search=" + mark))).containsExactly(first.id(), second.id(), third.id());
        assertThat(ids(list("search=" + mark + "&ordering=-id"))).containsExactly(third.id(), second.id(), first.id());
        assertThat(ids(list("search=" + mark + "_"))).containsExactly(first.id());
        assertThat(ids(list("search=" + mark + "%25"))).isEmpty();
        assertThat(ids(list("username=" + mark.toUpperCase(Locale.ROOT) + "-A")))
                .containsExactly(second.id());
        assertThat(ids(list("username=" + mark))).isEmpty();
        assertThat(ids(list("search=" + mark + "&ordering=username&username=" + mark + "_b")))
                .containsExactly(first.id());

        JsonObject page = list("search=" + mark + "&limit=2&ordering=-date_joined");
        assertThat(page.getInt("count")).isEqualTo(3);
        assertThat(ids(page)).containsExactly(third.id(), second.id());
        JsonObject next = portrait.get(page.getString("next"), admin).user();
        assertThat(ids(next)).containsExactly(first.id());
        assertThat(next.get("next")).isEqualTo(JsonValue.NULL);
        assertThat(portrait.get(next.getString("previous"), admin).user()).isEqualTo(page);
        assertThat(page.getJsonArray("results").getJsonObject(0).keySet())
                .contains("id", "username", "status", "email", "email_isvalid");
    }

    @ParameterizedTest
    @CsvSource({
        "ordering=bio, ordering:invalid_choice",
        "ordering=id;select, ordering:invalid_choice",
        "ordering=ID, ordering:invalid_choice",
        "limit=0, limit:invalid",
        "limit=101, limit:invalid",
        "offset=-1, offset:invalid"
    })
    @DisplayName("Invalid parameters of the list are field errors")
    void no_list(String query, String problem) {
        portrait.get(USERS + "?" + query, admin).refusedFields(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search=%00",
                "search=M%25",
                "search=M_",
                "search=M'%20or%201=1--",
                "search=M%5C",
                "search=M!",
                "username=%25"
            })
    @DisplayName("Wildcards and quotes in a search are literal")
    void treats_wildcards_literally(String query) {
        String mark = "m" + UUID.randomUUID();
        named(mark, "");

        assertThat(ids(list(query.replace("M", mark)))).isEmpty();
    }

    @Test
    @DisplayName("A blocked user can read but not write until approved again")
    void blocks_and_approves() {
        assertThat(status("{\"status\":\"b\"}").user().getString("status")).isEqualTo("b");

        assertThat(portrait.get("api/v2/user/me/", ann.token()).user().getString("status"))
                .isEqualTo("b");
        assertThat(portrait.get("api/v2/user/avatar/", ann.token()).status()).isEqualTo(200);
        assertThat(portrait.get("api/v2/user/me/export/", ann.token()).status()).isEqualTo(200);
        assertThat(ann.form("PUT", Map.of("bio", "written"))
                        .refused(403, "permission_denied")
                        .text())
                .contains("this user is blocked");
        portrait.send("POST", "api/v2/user/avatar/", ann.token(), JSON, bytes("{}"))
                .refused(403, "permission_denied");
        portrait.send("PATCH", "api/v2/user/avatar/", ann.token(), JSON, bytes("{}"))
                .refused(403, "permission_denied");
        portrait.send("DELETE", ann.path(), ann.token(), JSON, bytes("")).refused(403, "permission_denied");

        assertThat(portrait.send(
                                "PATCH",
                                ann.path() + "status/",
                                admin,
                                "application/x-www-form-urlencoded",
                                bytes("status=a"))
                        .user()
                        .getString("status"))
                .isEqualTo("a");
        ann.form("PUT", Map.of("bio", "written")).user();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "", "{\"status\":\"d\"}", "{\"status\":\"A\"}", "{\"status\":null}", "{\"status\":1}"})
    @DisplayName("No other status can be set")
    void refuses_other_statuses(String body) {
        status(body).refusedFields("status:invalid_choice");
        assertThat(ann.profile().getString("status")).isEqualTo("a");
    }

    @Test
    @DisplayName("Managed fields are set and cleared together or not at all")
    void managed() {
        String body = "{\"ext_id\":1712345678901234567,\"email\":\"ann@example.org\",\"email_isvalid\":true,"
                + "\"tags\":[{\"id\":1,\"name\":\"Käse\",\"color\":null,\"visible\":true}],\"reputation\":12,"
                + "\"followings_counter\":1,\"followers_counter\":2,\"posts_counter\":3,\"discussions_counter\":4,"
                + "\"statuses_counter\":5,\"polls_counter\":6}";
        Answer answer = managed(body);
        JsonObject user = ann.profile();

        assertThat(answer.user()).isEqualTo(user);
        assertThat(portrait.get(ann.path(), admin).user()).isEqualTo(user);
        assertThat(user.getJsonArray("tags"))
                .hasToString("[{\"id\":1,\"name\":\"Käse\",\"color\":null,\"visible\":true}]");
        assertThat(user.getJsonNumber("ext_id").longValueExact()).isEqualTo(1_712_345_678_901_234_567L);
        assertThat(user.getString("email")).isEqualTo("ann@example.org");
        assertThat(user.getBoolean("email_isvalid")).isTrue();
        assertThat(Stream.of("followings", "followers", "posts", "discussions", "statuses", "polls")
                        .map(name -> user.getInt(name + "_counter")))
                .containsExactly(1, 2, 3, 4, 5, 6);

        managed("{\"ext_id\":\"x\",\"email\":\"x\",\"email_isvalid\":\"true\",\"tags\":{},\"reputation\":1.5,"
                        + "\"posts_counter\":-1,\"polls_counter\":1e400,\"followers_counter\":99}")
                .refusedFields(
                        "ext_id:invalid",
                        "email:invalid",
                        "email_isvalid:invalid",
                        "tags:invalid",
                        "reputation:invalid",
                        "posts_counter:invalid",
                        "polls_counter:invalid");
        for (String tags : List.of(
                "[1]",
                "[{}]",
                "[{\"name\":1}]",
                "[{\"name\":\"x\",\"evil\":1}]",
                "[{\"name\":\"\\u0000\"}]",
                "[{\"name\":{}}]",
                "[[]]",
                "[" + "{\"name\":\"x\"},".repeat(100) + "{\"name\":\"x\"}]")) {
            managed("{\"tags\":" + tags + "}").refusedFields("tags:invalid");
        }
        managed("{").refused(400, "parse_error");
        managed("{\"x\":\"" + "x".repeat(1 << 16) + "\"}").refused(413, "payload_too_large");
        assertThat(ann.profile()).isEqualTo(user);

        managed("{\"ext_id\":null,\"email\":\"\",\"email_isvalid\":null,\"tags\":null,\"polls_counter\":null}")
                .user();
        assertThat(ann.profile().get("ext_id")).isEqualTo(JsonValue.NULL);
        assertThat(ann.profile().getString("email")).isEmpty();
        assertThat(ann.profile().getJsonArray("tags")).isEmpty();
        assertThat(ann.profile().getInt("polls_counter")).isZero();
        assertThat(ann.profile().getInt("followers_counter")).isEqualTo(2);
    }

    @Test
    @DisplayName("Status and managed fields of a missing user are 404")
    void is_404_for_a_missing_user() {
        for (String id : List.of("0", "x", Long.toString(Long.MAX_VALUE))) {
            for (String path : List.of("/status/", "/managed/")) {
                portrait.send("PATCH", USERS + id + path, admin, JSON, bytes("{\"status\":\"b\"}"))
                        .refused(404, "not_found");
            }
        }
    }

    @Test
    @DisplayName("The audit log names the administrator: by id, or without a profile by a digest of the subject")
    void audits_the_administrator() throws NoSuchAlgorithmException {
        status("{\"status\":\"b\"}").user();
        String own = UUID.randomUUID().toString();
        Person olga = portrait.person(own, Map.of());
        patch("managed/", portrait.minter().token(own, Map.of("groups", List.of("admin"))), "{\"reputation\":3}")
                .user();

        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(subject)));
        assertThat(server.auditText())
                .contains("\"user\":" + ann.id() + ",\"caller\":\"sub:" + digest + "\",\"fields\":[\"status\"]")
                .contains("\"user\":" + ann.id() + ",\"caller\":\"" + olga.id() + "\",\"fields\":[\"reputation\"]")
                .doesNotContain(subject, own);
    }

    @Test
    @DisplayName("Once a block is acknowledged no concurrent change succeeds, and none is a 500")
    void block_while_writing() throws Exception {
        AtomicBoolean answered = new AtomicBoolean();
        List<CompletableFuture<List<Integer>>> writers = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            String text = "w" + writer + "-";
            writers.add(CompletableFuture.supplyAsync(() -> {
                List<Integer> late = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    boolean after = answered.get();
                    int status = ann.form("PATCH", Map.of("bio", text + i)).status();
                    assertThat(status).isIn(200, 403);
                    if (after) {
                        late.add(status);
                    }
                }
                return late;
            }));
        }
        status("{\"status\":\"b\"}").user();
        answered.set(true);

        for (CompletableFuture<List<Integer>> writer : writers) {
            assertThat(writer.get()).allMatch(status -> status == 403);
        }
        ann.form("PATCH", Map.of("bio", "x")).refused(403, "permission_denied");
    }

    private Person named(String username, String realName) {
        Person person = portrait.person();
        person.form("PUT", Map.of("username", username, "real_name", realName)).user();
        return person;
    }

    private JsonObject list(String query) {
        return portrait.get(USERS + "?" + query, admin).user();
    }

    private static List<Long> ids(JsonObject page) {
        return page.getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(user -> user.getJsonNumber("id").longValueExact())
                .toList();
    }

    private Answer status(String body) {
        return patch("status/", admin, body);
    }

    private Answer managed(String body) {
        return patch("managed/", admin, body);
    }

    private Answer patch(String path, String token, String body) {
        return patch(ann, path, token, body);
    }

    private Answer patch(Person person, String path, String token, String body) {
        return portrait.send("PATCH", person.path() + path, token, JSON, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
