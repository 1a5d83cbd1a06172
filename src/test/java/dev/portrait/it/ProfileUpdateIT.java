package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
@ContractSection(2)
@DisplayName("PUT and PATCH of the caller's own profile")
class ProfileUpdateIT {

    private static final List<String> KEYS = List.of(
            "id",
            "username",
            "real_name",
            "email",
            "email_isvalid",
            "date_joined",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "status",
            "website",
            "avatar",
            "cover",
            "ext_id",
            "tags",
            "reputation",
            "connection_status",
            "followings_counter",
            "followers_counter",
            "posts_counter",
            "discussions_counter",
            "statuses_counter",
            "polls_counter");

    private final Portrait portrait;

    ProfileUpdateIT(Portrait portrait) {
        this.portrait = portrait;
    }

    /** A way to send fields: method and media type. */
    interface Way {
        Answer send(Person person, Map<String, String> fields);
    }

    static Stream<Arguments> ways() {
        return Stream.of("PUT", "PATCH")
                .flatMap(method -> Stream.of(
                        Arguments.of(method + " multipart", (Way)
                                (person, fields) -> person.parts(method, Multipart.of(fields))),
                        Arguments.of(method + " urlencoded", (Way) (person, fields) -> person.form(method, fields)),
                        Arguments.of(method + " JSON", (Way) (person, fields) -> person.json(method, jsonOf(fields)))));
    }

    private static String jsonOf(Map<String, String> fields) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.forEach(json::add);
        return json.build().toString();
    }

    private static Map<String, String> everyTextField() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("username", "Ann_" + UUID.randomUUID());
        fields.put("real_name", "Ann Grüße 日本 \uD83E\uDD8A");
        fields.put("bio", "one\ntwo <b>&amp; \"three\"");
        fields.put("location", "Città di Castello");
        fields.put("location_lat_lng", "45.4642,-9.19");
        fields.put("position_lat_lng", "-90,180");
        fields.put("date_of_birth", "1000-01-01");
        fields.put("description", "x".repeat(50));
        fields.put("gender", "Female");
        fields.put("website", "https://bücher.example/ä?q=1#top");
        return fields;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void sets_every_text_field_and_returns_the_user(String name, Way way) {
        Person ann = portrait.person();
        Map<String, String> fields = everyTextField();

        JsonObject answer = way.send(ann, fields).user();

        assertThat(answer.keySet()).containsExactlyElementsOf(KEYS);
        fields.forEach((field, value) -> assertThat(answer.getString(field)).isEqualTo(value));
        assertThat(ann.profile()).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void keeps_absent_fields_and_clears_empty_ones(String name, Way way) {
        Person ann = portrait.person();
        Map<String, String> fields = everyTextField();
        way.send(ann, fields).user();

        way.send(ann, Map.of("bio", "", "date_of_birth", "", "gender", "", "location_lat_lng", " "))
                .user();

        JsonObject profile = ann.profile();
        assertThat(profile.getString("bio")).isEmpty();
        assertThat(profile.get("date_of_birth")).isEqualTo(JsonValue.NULL);
        assertThat(profile.getString("gender")).isEqualTo("Unspecified");
        assertThat(profile.getString("location_lat_lng")).isEmpty();
        assertThat(profile.getString("real_name")).isEqualTo(fields.get("real_name"));
        assertThat(profile.getString("website")).isEqualTo(fields.get("website"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void reports_every_wrong_field_at_once_and_changes_nothing(String name, Way way) {
        Person ann = portrait.person();
        JsonObject before = ann.profile();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("username", "no blanks");
        fields.put("real_name", "n".repeat(256));
        fields.put("bio", "valid but not saved");
        fields.put("location", "NUL \u0000");
        fields.put("location_lat_lng", "91,0");
        fields.put("position_lat_lng", "0;0");
        fields.put("date_of_birth", "2023-02-29");
        fields.put("description", "\uD83E\uDD8A".repeat(51));
        fields.put("gender", "male");
        fields.put("website", "javascript:alert(1)");

        way.send(ann, fields)
                .refusedFields(
                        "username:invalid",
                        "real_name:max_length",
                        "location:invalid",
                        "location_lat_lng:invalid",
                        "position_lat_lng:invalid",
                        "date_of_birth:invalid",
                        "description:max_length",
                        "gender:invalid_choice",
                        "website:invalid");

        assertThat(ann.profile()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ignores_unknown_and_read_only_fields(String name, Way way) {
        Person ann = portrait.person();
        JsonObject before = ann.profile();

        way.send(ann, Map.of("id", "1", "email", "x@y.example", "status", "b", "reputation", "99", "shoe_size", "43"))
                .user();

        assertThat(ann.profile()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void refuses_an_empty_username(String name, Way way) {
        way.send(portrait.person(), Map.of("username", "")).refusedFields("username:blank");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void normalizes_texts(String name, Way way) {
        Person ann = portrait.person();
        String username = "Ann_" + UUID.randomUUID();
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("username", username + "\r\n");
        sent.put("real_name", "\u00A0\u0639\u0644\u06CC\u200C\u0631\u0636\u0627 \uD83D\uDC69\u200D\uD83D\uDCBB\t");
        sent.put("bio", "\ta\tb\n");
        sent.put("location", "\u2007\u202F");
        sent.put("location_lat_lng", "45.46420351234568,9.18998212345678");
        sent.put("position_lat_lng", "4.5E1, 1e-7\n");
        sent.put("date_of_birth", " 1990-12-31\t");
        sent.put("website", "https://some_user.\u1019\u103C\u1014\u103A\u1019\u102C.example\n");

        way.send(ann, sent).user();

        JsonObject profile = ann.profile();
        assertThat(profile.getString("username")).isEqualTo(username);
        assertThat(profile.getString("real_name"))
                .isEqualTo("\u0639\u0644\u06CC\u200C\u0631\u0636\u0627 \uD83D\uDC69\u200D\uD83D\uDCBB");
        assertThat(profile.getString("bio")).isEqualTo("a b");
        assertThat(profile.getString("location")).isEmpty();
        assertThat(profile.getString("location_lat_lng")).isEqualTo("45.4642035123,9.1899821235");
        assertThat(profile.getString("position_lat_lng")).isEqualTo("45,0.0000001");
        assertThat(profile.getString("date_of_birth")).isEqualTo("1990-12-31");
        assertThat(profile.getString("website")).isEqualTo(sent.get("website").strip());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void explains_each_refusal(String name, Way way) {
        Person ann = portrait.person();

        assertThat(way.send(ann, Map.of("website", "https://exam\u200Bple.com"))
                        .refusedFields("website:invalid")
                        .text())
                .contains("Remove the invisible characters, or percent-encode them.");
        assertThat(way.send(ann, Map.of("real_name", "a\nb"))
                        .refusedFields("real_name:invalid")
                        .text())
                .contains("Enter the text on one line, without tabs.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void counts_lengths_in_code_points(String name, Way way) {
        Person ann = portrait.person();
        String fifty = "\uD83E\uDD8A".repeat(50);

        way.send(ann, Map.of("description", "  " + fifty + " ")).user();

        assertThat(ann.profile().getString("description")).isEqualTo(fifty);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void converts_line_breaks_to_line_feeds(String name, Way way) {
        Person ann = portrait.person();

        way.send(ann, Map.of("bio", "a\r\nb\nc")).user();

        assertThat(ann.profile().getString("bio")).isEqualTo("a\nb\nc");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void accepts_the_longest_bio(String name, Way way) {
        Person ann = portrait.person();
        String bio = "\uD83E\uDD8A".repeat(10_000);

        way.send(ann, Map.of("bio", bio)).user();
        way.send(ann, Map.of("bio", bio + "x")).refusedFields("bio:max_length");

        assertThat(ann.profile().getString("bio")).isEqualTo(bio);
    }

    @Test
    void accepts_the_user_that_it_returned() {
        Person ann = portrait.person();
        ann.form("PUT", everyTextField()).user();
        JsonObject user = ann.profile();

        assertThat(ann.json("PUT", user.toString()).user()).isEqualTo(user);
    }

    @Test
    void accepts_a_user_that_was_read_at_another_host() {
        Person ann = portrait.person();
        ann.put(new Multipart().file("avatar", Photos.jpeg(30, 20)).file("cover", Photos.jpeg(30, 20)))
                .user();
        JsonObject user = ann.profile();
        String elsewhere =
                user.toString().replaceAll("https?://[^\"]*/media/", "https://other.example:8443/prefix/media/");

        assertThat(elsewhere).contains("other.example");
        assertThat(ann.json("PUT", elsewhere).user()).isEqualTo(user);
        assertThat(ann.profile()).isEqualTo(user);
    }

    @Test
    void accepts_a_returned_user_with_an_avatar_in_base64() {
        Person ann = portrait.person();
        String base64 = "data:image/x-png;name=p.png;base64,"
                + Base64.getMimeEncoder().encodeToString(Photos.png(Photos.halfTransparent(60, 60)));

        assertThat(base64).contains("\r\n");
        JsonObject first = withAvatar(ann, base64).user();
        assertThat(first.getString("avatar")).endsWith(".png");
        JsonObject second = withAvatar(ann, base64).user();
        assertThat(second.getString("avatar")).isNotEqualTo(first.getString("avatar"));
        assertThat(ann.profile()).isEqualTo(second);
        ann.json(
                        "PUT",
                        Json.createObjectBuilder(second)
                                .addNull("avatar")
                                .add("avatar_base64", base64)
                                .build()
                                .toString())
                .refusedFields("avatar_base64:invalid");
        assertThat(ann.profile()).isEqualTo(second);
    }

    private static Answer withAvatar(Person person, String base64) {
        return person.json(
                "PUT",
                Json.createObjectBuilder(person.profile())
                        .add("avatar_base64", base64)
                        .build()
                        .toString());
    }

    @Test
    void clears_on_null_and_refuses_other_json_types() {
        Person ann = portrait.person();
        ann.json("PUT", "{\"bio\": \"b\", \"location\": \"l\"}").user();

        ann.json("PUT", "{\"bio\": null}").user();
        assertThat(ann.profile().getString("bio")).isEmpty();

        ann.json(
                        "PUT",
                        "{\"location\": 1, \"real_name\": true, \"website\": [], \"username\": {}, \"avatar\": 7, \"avatar_base64\": [\"x\"]}")
                .refusedFields(
                        "location:invalid",
                        "real_name:invalid",
                        "website:invalid",
                        "username:invalid",
                        "avatar:invalid",
                        "avatar_base64:invalid");
        assertThat(ann.profile().getString("location")).isEqualTo("l");
    }

    @Test
    void uses_the_first_of_repeated_form_fields() {
        Person ann = portrait.person();

        ann.send("PUT", "application/x-www-form-urlencoded", "bio=one&bio=two".getBytes(StandardCharsets.US_ASCII))
                .user();
        assertThat(ann.profile().getString("bio")).isEqualTo("one");

        ann.put(new Multipart().text("bio", "three").text("bio", "four")).user();
        assertThat(ann.profile().getString("bio")).isEqualTo("three");
    }

    @Test
    void changes_nothing_on_a_request_without_a_body() {
        Person ann = portrait.person();
        JsonObject before = ann.profile();

        for (String method : List.of("PUT", "PATCH")) {
            assertThat(portrait.send(portrait.request(ann.path())
                                    .header("Authorization", "Bearer " + ann.token())
                                    .method(method, BodyPublishers.noBody()))
                            .user())
                    .isEqualTo(before);
            assertThat(ann.send(method, "multipart/form-data; boundary=b", new byte[0])
                            .user())
                    .isEqualTo(before);
            assertThat(ann.put(new Multipart()).user()).isEqualTo(before);
            assertThat(ann.send(method, "multipart/form-data; boundary=b", "--b--".getBytes(StandardCharsets.UTF_8))
                            .user())
                    .isEqualTo(before);
            assertThat(ann.json(method, "").user()).isEqualTo(before);
            assertThat(ann.json(method, "{}").user()).isEqualTo(before);
            assertThat(ann.form(method, Map.of()).user()).isEqualTo(before);
        }
    }

    @Test
    void works_without_the_final_slash() {
        Person ann = portrait.person();
        String path = "api/v2/user/" + ann.id();

        portrait.send("PUT", path, ann.token(), "application/json", "{\"bio\":\"b\"}".getBytes(StandardCharsets.UTF_8))
                .user();

        assertThat(portrait.get(path).user().getString("bio")).isEqualTo("b");
        assertThat(portrait.get("api/v2/user/me", ann.token()).user()).isEqualTo(ann.profile());
    }

    @Test
    @DisplayName("GET returns the e-mail address to the owner only")
    void shows_email_to_the_owner_only() {
        Person ann = portrait.person(
                UUID.randomUUID().toString(), Map.of("email", "ann@example.org", "email_verified", true));

        assertThat(ann.profile().getString("email")).isEqualTo("ann@example.org");
        assertThat(ann.profile().getBoolean("email_isvalid")).isTrue();
        for (JsonObject seen : List.of(
                portrait.get(ann.path()).user(),
                portrait.get(ann.path(), portrait.person().token()).user())) {
            assertThat(seen.keySet())
                    .containsExactlyElementsOf(KEYS.stream()
                            .filter(key -> !key.startsWith("email"))
                            .toList());
        }
    }

    @Test
    void returns_every_key_with_its_type() {
        Person ann = portrait.person();
        JsonObject profile = ann.profile();

        assertThat(profile.getJsonNumber("id").longValueExact()).isEqualTo(ann.id());
        assertThat(profile.getString("date_joined")).endsWith("Z");
        assertThat(Instant.parse(profile.getString("date_joined")))
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(profile.getString("status")).isEqualTo("a");
        assertThat(profile.getJsonArray("tags")).isEmpty();
        for (String key : List.of("date_of_birth", "avatar", "cover", "ext_id", "connection_status")) {
            assertThat(profile.get(key)).as(key).isEqualTo(JsonValue.NULL);
        }
        for (String key : KEYS.stream().filter(key -> key.endsWith("_counter")).toList()) {
            assertThat(profile.getInt(key)).as(key).isZero();
        }
        assertThat(profile.getInt("reputation")).isZero();
    }

    @Test
    void forbids_shared_caches_to_store_a_private_response() {
        Answer answer = portrait.get("api/v2/user/me/", portrait.person().token());

        assertThat(answer.header("Cache-Control")).contains("private").contains("no-cache");
        assertThat(answer.header("Vary")).contains("Authorization");
    }
}
