package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EveryServer
@ContractSection(1)
@DisplayName("The directory")
class DirectoryIT {

    private static final String USERS = "api/v2/users/";

    private final Portrait portrait;
    private final Person ann;
    private final String mark = "m" + UUID.randomUUID().toString().replace("-", "");

    DirectoryIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("Colleagues find each other by the beginning of a username or of any word of a name")
    void finds_colleagues() {
        Person bob = named("b-" + mark, "Karl-Óscar " + mark + "ss Weiß");

        for (String text : List.of("B-" + mark, mark + "S", "oscar " + mark, "ÓSCAR " + mark, mark + "ss weiss")) {
            assertThat(found("search=" + encoded(text))).as(text).containsExactly(bob.id());
        }
        for (String text : List.of("scar " + mark, mark.substring(1), mark + "%", "_-" + mark, "\u0301")) {
            assertThat(found("search=" + encoded(text))).as(text).isEmpty();
        }
        assertThat(portrait.get(USERS + "?search=b-" + mark, ann.token()).user().getJsonArray("results"))
                .containsExactly(portrait.get(bob.path(), ann.token()).user());
    }

    @Test
    @DisplayName("Each user is found once, in the order of what was found, and not more than asked for")
    void orders_and_limits() {
        Person second = named(mark + "-2", mark + " " + mark);
        Person first = named(mark + "-1", "");
        Person third = named(UUID.randomUUID().toString(), mark + "-3");

        assertThat(found("search=" + mark)).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
        assertThat(found("search=" + mark + "-")).containsExactly(first.id(), second.id(), third.id());
        assertThat(found("search=" + mark + "-&limit=2")).containsExactly(first.id(), second.id());
    }

    @Test
    @DisplayName("Nobody is found by an e-mail address, nor if blocked or deleted")
    void hides_addresses_and_absent_users() {
        Person bob = portrait.person(
                UUID.randomUUID().toString(), Map.of("preferred_username", "b" + mark, "email", mark + "@example.org"));
        assertThat(found("search=b" + mark)).containsExactly(bob.id());
        assertThat(found("search=" + mark)).isEmpty();

        send("PATCH", bob.path() + "status/", "{\"status\":\"b\"}");
        assertThat(found("search=b" + mark)).isEmpty();
        send("DELETE", bob.path(), "");
        assertThat(found("search=b" + mark)).isEmpty();
    }

    @Test
    @ContractSection({1, 11})
    @DisplayName("Nobody but administrators finds a user by a name that the owner hides")
    void hides_names() {
        Person bob = named("b-" + mark, mark);
        visibility(bob, "owner");
        assertThat(found("search=" + mark)).isEmpty();
        assertThat(found("search=b-" + mark)).containsExactly(bob.id());
        assertThat(portrait.get("api/v2/user/?search=" + mark, admin()).user().getInt("count"))
                .isEqualTo(1);

        bob.form("PUT", Map.of("real_name", mark + " x")).user();
        assertThat(found("search=" + mark)).isEmpty();
        visibility(bob, "signed-in");
        assertThat(found("search=" + mark)).containsExactly(bob.id());
    }

    private void visibility(Person person, String level) {
        byte[] body = ("{\"real_name\":\"" + level + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(portrait.send("PATCH", "api/v2/user/me/visibility/", person.token(), "application/json", body)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "search=, id:blank",
        "search=a&username=b, search:invalid",
        "search=a&id=1, search:invalid",
        "search=a&limit=21, limit:invalid",
        "search=a&limit=0, limit:invalid"
    })
    @DisplayName("Invalid parameters are field errors")
    void refuses_invalid_parameters(String query, String problem) {
        portrait.get(USERS + "?" + query, ann.token()).refusedFields(problem);
    }

    @Test
    @DisplayName("A search needs a token with the role user")
    void needs_a_token() {
        portrait.get(USERS + "?search=a").refused(401, "not_authenticated");
        portrait.get(USERS + "?search=a", admin()).refused(403, "permission_denied");
    }

    private Person named(String username, String realName) {
        Person person = portrait.person();
        person.form("PUT", Map.of("username", username, "real_name", realName)).user();
        return person;
    }

    private List<Long> found(String query) {
        return portrait
                .get(USERS + "?" + query, ann.token())
                .user()
                .getJsonArray("results")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(user -> user.getJsonNumber("id").longValueExact())
                .toList();
    }

    private void send(String method, String path, String body) {
        assertThat(portrait.send(method, path, admin(), "application/json", body.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    private String admin() {
        return portrait.minter()
                .sign(TokenMinter.claims("admin-" + UUID.randomUUID(), Duration.ofHours(1))
                        .claim("groups", List.of("admin"))
                        .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
