package dev.portrait.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@Tag("own-server")
@ExtendWith(KnownUsers.Shared.class)
@ContractSection(7)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Without a configured claim, the integer user_id identifies the caller")
class UserIdIT {

    private final Portrait portrait;
    private final Person ann;
    private final Person bob;

    UserIdIT(KnownUsers known) throws SQLException {
        portrait = known.portrait();
        ann = known.person("APPROVED");
        bob = known.person("APPROVED");
    }

    @Test
    @DisplayName("The claim user_id is sufficient and gives access to the user's own profile only")
    void identifies_the_caller() {
        ann.form("PATCH", Map.of("bio", "by user_id")).user();

        assertThat(portrait.get("api/v2/user/me/", ann.token()).user().getString("bio"))
                .isEqualTo("by user_id");
        assertThat(ann.profile().containsKey("email")).isTrue();
        portrait.send("PUT", bob.path(), ann.token(), "application/json", "{\"bio\":\"forged\"}".getBytes(US_ASCII))
                .refused(403, "permission_denied");
        assertThat(bob.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("The subject, names and e-mail address of another user change nothing")
    void ignores_other_claims() {
        JsonObject before = ann.profile();
        String name = bob.profile().getString("username");
        String token = portrait.minter()
                .token(
                        Long.toString(bob.id()),
                        Map.of(
                                "user_id",
                                ann.id(),
                                "upn",
                                name,
                                "preferred_username",
                                name,
                                "name",
                                "Bob",
                                "email",
                                "bob@example.org",
                                "email_verified",
                                true));

        assertThat(portrait.get("api/v2/user/me/", token).user()).isEqualTo(before);
        assertThat(ann.profile()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%d\"",
                "\"%d \"",
                "%d.5",
                "-%d",
                "0",
                "9223372036854775807",
                "9223372036854775808",
                "1844674407370955161%d",
                "1e400",
                "true",
                "null",
                "[%d]",
                "{\"id\":%d}"
            })
    @DisplayName("A user_id that is not a positive integer or belongs to no user is 401")
    void refuses_a_wrong_user_id(String json) {
        assertRefused(TokenMinter.payload(Long.toString(ann.id()))
                .replaceFirst("\\{", "{\"user_id\":" + json.formatted(ann.id()) + ","));
    }

    @Test
    @DisplayName("A user_id that is larger by 2^64, or missing, is 401")
    void refuses_an_overflow_or_a_missing_user_id() {
        refuses_a_wrong_user_id(
                BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(ann.id())).toString());
        assertRefused(TokenMinter.payload(Long.toString(ann.id())));
    }

    private void assertRefused(String payload) {
        String token = portrait.minter().signed(payload);
        portrait.get("api/v2/user/me/", token).refused(401, "authentication_failed");
        new Person(portrait, ann.id(), token)
                .form("PUT", Map.of("bio", "forged"))
                .refused(401, "authentication_failed");
        assertThat(ann.profile().getString("bio")).isNotEqualTo("forged");
    }
}
