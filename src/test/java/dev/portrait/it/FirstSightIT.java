package dev.portrait.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection({7, 8})
@DisplayName("The first request of a subject")
class FirstSightIT {

    private static final String USERNAME = "[a-zA-Z0-9_-]*[a-zA-Z0-9][a-zA-Z0-9_-]*";
    private static final List<String> TEXTS = List.of("preferred_username", "upn", "email", "name");

    private static final Set<String> CALLER_NAMES = Set.of("upn", "preferred_username");

    private final Portrait portrait;

    FirstSightIT(Portrait portrait) {
        this.portrait = portrait;
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "",
                " ",
                "\t\n",
                "___",
                "!!!",
                "@",
                "a".repeat(300),
                "\uD83D\uDE00".repeat(300),
                "\u0394\u03B7\u03BC\u03AE\u03C4\u03C1\u03B7\u03C2",
                "\u7528\u6237",
                "\u0627\u0644\u0645\u0633\u062A\u062E\u062F\u0645",
                "ann\u0000bob",
                "ann\u0007",
                "ann\r\nX-Admin: true",
                "ann\u202Egnp.exe",
                "a\u200Bn\u200Dn\uFEFF",
                "\u2066admin\u2069",
                "an\u0301n",
                "\uFF41\uFF44\uFF4D\uFF49\uFF4E",
                "ann\uD800",
                "<script>alert(1)</script>",
                "' or 1=1; drop table portrait_user; --",
                "%' escape '!",
                "../../../etc/passwd",
                "${jndi:ldap://127.0.0.1/x}",
                "{\"$ne\":null}",
                "=cmd|' /C calc'!A0",
                "null",
                "me",
                "0");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    @DisplayName("creates a valid and unique username from any claims")
    void creates_a_valid_username(String text) {
        for (String claim : TEXTS) {
            Answer answer = getMe(payload().add(claim, Json.createValue(text)).build());
            if (text.isBlank() && isRefusedByTheServer(claim, answer)) {
                continue;
            }
            JsonObject profile = answer.user();
            assertThat(profile.getString("username")).matches(USERNAME).hasSizeLessThanOrEqualTo(255);
            assertThat(portrait.get("api/v2/user/" + profile.getInt("id") + "/")
                            .user()
                            .getString("username"))
                    .isEqualTo(profile.getString("username"));
            assertThat(profile.getString("real_name")).doesNotContainPattern("\\p{Cntrl}");
            assertThat(profile.getString("email")).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-1.5e300", "true", "false", "null", "[]", "[\"admin\"]", "{}", "{\"a\":\"b\"}"})
    @DisplayName("ignores claims that are not text")
    void ignores_claims_of_another_type(String json) {
        for (String claim : TEXTS) {
            Answer answer = getMe(payload().add(claim, TokenMinter.json(json)).build());
            if (isRefusedByTheServer(claim, answer)) {
                continue;
            }
            JsonObject profile = answer.user();
            assertThat(profile.getString("username")).matches("user\\d*");
            assertThat(profile.getString("real_name")).isEmpty();
            assertThat(profile.getString("email")).isEmpty();
        }
    }

    // MicroProfile JWT 2.1 derives the caller's name from these claims, and a server may refuse a token without a name.
    private static boolean isRefusedByTheServer(String claim, Answer answer) {
        if (answer.status() == 200 || !CALLER_NAMES.contains(claim)) {
            return false;
        }
        answer.refused(401, "authentication_failed");
        return true;
    }

    @Test
    @DisplayName("does not assign an existing username, whatever its case")
    void does_not_assign_an_existing_username() {
        String name = "Ann-" + UUID.randomUUID();
        JsonObject ann = userOf(payload().add("preferred_username", name).build());

        for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT), " " + name, name + "\n")) {
            JsonObject other =
                    userOf(payload().add("preferred_username", spelling).build());
            assertThat(other.getString("username"))
                    .isNotEqualToIgnoringCase(name)
                    .matches(USERNAME);
        }
        assertThat(portrait.get("api/v2/user/" + ann.getInt("id") + "/").user().getString("username"))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann@example.org\n", "ann\r\nBcc: x@example.org", "ann\u0000@example.org", ""})
    @DisplayName("does not store an invalid e-mail address")
    void does_not_store_an_invalid_email(String email) {
        JsonObject profile =
                userOf(payload().add("email", email).add("email_verified", true).build());

        assertThat(profile.getString("email")).isEmpty();
        assertThat(profile.getBoolean("email_isvalid")).isFalse();
    }

    @Test
    @DisplayName("does not store an e-mail address of 1,000 characters")
    void does_not_store_a_long_email() {
        does_not_store_an_invalid_email("a".repeat(1000) + "@example.org");
    }

    @Test
    @DisplayName("marks an e-mail address as verified only for the boolean true")
    void marks_a_verified_email() {
        for (String claim : List.of("\"true\"", "1", "[true]", "null", "false")) {
            assertThat(userOf(payload()
                                    .add("email", "ann@example.org")
                                    .add("email_verified", TokenMinter.json(claim))
                                    .build())
                            .getBoolean("email_isvalid"))
                    .as(claim)
                    .isFalse();
        }
        assertThat(userOf(payload()
                                .add("email", "ann@example.org")
                                .add("email_verified", true)
                                .build())
                        .getBoolean("email_isvalid"))
                .isTrue();
    }

    @Test
    @DisplayName("distinguishes similar subjects")
    void distinguishes_similar_subjects() {
        String one = "auth0|caf\u00E9-" + UUID.randomUUID();
        List<String> alike = List.of(
                one, one.toUpperCase(Locale.ROOT), one + " ", " " + one, one.replace("\u00E9", "e\u0301"), one + "%");

        Set<Integer> ids = new HashSet<>();
        for (String subject : alike) {
            ids.add(userOf(payloadOf(subject)).getInt("id"));
        }
        assertThat(ids).hasSize(alike.size());
        for (String subject : alike) {
            ids.add(userOf(payloadOf(subject)).getInt("id"));
        }
        assertThat(ids).hasSize(alike.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" \"",
                "\"a\\u0000\"",
                "\"a\\u000a\"",
                "\"a\\ud800\"",
                "\"\\udc00a\"",
                "\"a\\ufffd\"",
                "5",
                "true",
                "null",
                "[\"a\"]",
                "{\"a\":1}"
            })
    @DisplayName("refuses a subject that is not text or cannot be stored unchanged")
    void refuses_a_wrong_subject(String json) {
        assertRefused(TokenMinter.payload("").replace("\"sub\":\"\"", "\"sub\":" + json));
    }

    @Test
    @DisplayName("accepts a subject of 255 characters, and refuses a longer or missing one")
    void limits_the_length_of_a_subject() {
        String random = UUID.randomUUID().toString();
        userOf(payloadOf(random + "x".repeat(255 - random.length())));

        assertRefused(payloadOf(random + "x".repeat(256 - random.length())).toString());
        JsonObject other = userOf(payload().build());
        assertRefused(Json.createObjectBuilder(payloadOf("any"))
                .remove("sub")
                .add("user_id", other.getInt("id"))
                .build()
                .toString());
    }

    @Test
    @DisplayName("decides once: other claims of later tokens change neither the user nor the profile")
    void ignores_claims_of_later_tokens() {
        Person bob = portrait.person();
        String subject = UUID.randomUUID().toString();
        Person ann = portrait.person(subject, Map.of("name", "Ann", "email", "ann@example.org"));
        JsonObject before = ann.profile();
        Person later = portrait.person(
                subject,
                Map.of(
                        "user_id",
                        bob.id(),
                        "id",
                        bob.id(),
                        "upn",
                        bob.profile().getString("username"),
                        "preferred_username",
                        bob.profile().getString("username"),
                        "name",
                        "Bob",
                        "email",
                        "bob@example.org",
                        "email_verified",
                        true,
                        "roles",
                        List.of("admin"),
                        "groups",
                        List.of("user", "root")));

        assertThat(later.id()).isEqualTo(ann.id());
        assertThat(ann.profile()).isEqualTo(before);
        assertThat(portrait.get(bob.path(), later.token()).user().containsKey("email"))
                .isFalse();
        portrait.send("PUT", bob.path(), later.token(), "application/json", "{\"bio\":\"forged\"}".getBytes(US_ASCII))
                .refused(403, "permission_denied");
        assertThat(bob.profile().getString("bio")).isEmpty();
    }

    private static JsonObject payloadOf(String subject) {
        return TokenMinter.json(TokenMinter.payload(subject)).asJsonObject();
    }

    private static JsonObjectBuilder payload() {
        return Json.createObjectBuilder(payloadOf(UUID.randomUUID().toString()));
    }

    private JsonObject userOf(JsonObject payload) {
        return getMe(payload).user();
    }

    private Answer getMe(JsonObject payload) {
        return portrait.get("api/v2/user/me/", portrait.minter().signed(payload.toString()));
    }

    private void assertRefused(String payload) {
        portrait.get("api/v2/user/me/", portrait.minter().signed(payload)).refused(401, "authentication_failed");
    }
}
