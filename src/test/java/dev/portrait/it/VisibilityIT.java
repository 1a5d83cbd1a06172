package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.VisibilityTable.Caller;
import dev.portrait.it.VisibilityTable.Way;
import dev.portrait.picture.Fonts;
import dev.portrait.picture.Photos;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks for each field at each level as each caller on each way out. The floors of this server are public. Neither the server nor
 * the database decides here: {@link AccessIT} tests whom each server takes a caller for, {@link VisibilityChoiceIT} what each
 * database keeps of the levels.
 */
@Tag("any-database")
@BlackBox
@ContractSection(11)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Who may see what")
class VisibilityIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Map<String, List<String>> TEXTS = Map.of(
            "real_name", List.of("Xenia Yilmaz", "Xaver Young"),
            "bio", List.of("Climbs walls.", "Swims lakes."),
            "location", List.of("Reykjavik", "Ouagadougou"),
            "location_lat_lng", List.of("64.1466,-21.9426", "12.3714,-1.5197"),
            "position_lat_lng", List.of("64.2,-21.8", "12.4,-1.6"),
            "date_of_birth", List.of("1987-06-05", "1978-09-10"),
            "description", List.of("Climber", "Swimmer"),
            "gender", List.of("Female", "Male"),
            "website", List.of("https://climber.example/", "https://swimmer.example/"));
    private static final List<String> PICTURES = List.of("avatar", "cover");
    private static final List<String> PRIVATE = List.of("email", "email_isvalid");

    private final Portrait portrait;
    private final VisibilityTable table = new VisibilityTable();
    private final Map<Caller, String> tokens = new EnumMap<>(Caller.class);
    private final String subject = UUID.randomUUID().toString();
    private final Person ann;
    private final String subjectWithoutAvatar = UUID.randomUUID().toString();
    private final Person withoutAvatar;
    private final String username;
    private final Map<String, Integer> versions = new HashMap<>();

    VisibilityIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person(subject, Map.of("email", "xenia@example.org"));
        this.username = ann.profile().getString("username");
        this.withoutAvatar = portrait.person(subjectWithoutAvatar, Map.of());
    }

    @BeforeAll
    void prepare() {
        Person blocked = portrait.person();
        String admin = portrait.minter().token("admin-" + UUID.randomUUID(), Map.of("groups", List.of("admin")));
        portrait.send("PATCH", blocked.path() + "status/", admin, FORM, "status=b".getBytes(UTF_8))
                .user();
        tokens.putAll(Map.of(
                Caller.ANOTHER_USER, portrait.person().token(),
                Caller.BLOCKED_USER, blocked.token(),
                Caller.OWNER, ann.token(),
                Caller.ADMINISTRATOR, admin));
        TEXTS.keySet().forEach(this::change);
        PICTURES.forEach(this::change);
        withoutAvatar
                .form("PATCH", Map.of("real_name", "Xenia Yilmaz", "username", "qu-" + UUID.randomUUID()))
                .user();
    }

    @AfterAll
    void write() throws IOException {
        table.write();
    }

    static Stream<Arguments> cases() {
        return Stream.concat(TEXTS.keySet().stream().sorted(), PICTURES.stream())
                .flatMap(field -> Stream.of("public", "signed-in", "owner").map(level -> Arguments.of(field, level)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    @DisplayName("A field is seen on each way out by the callers of its level, and by no others")
    void shows_a_field_to_the_callers_of_its_level(String field, String level) {
        narrow(ann, field, level);
        narrow(withoutAvatar, field, level);
        Map<Caller, String> tags = new EnumMap<>(Caller.class);
        for (Caller caller : Caller.values()) {
            tags.put(caller, send(caller, ann.path()).header("ETag"));
        }
        JsonObject profile = change(field);

        for (Caller caller : Caller.values()) {
            Set<Way> seen = ways(caller, field, profile, tags.getOrDefault(caller, ""));
            table.add(field, level, caller, seen);
            assertThat(seen).as("%s %s %s", field, level, caller).isEqualTo(expected(caller, field, level));
        }
    }

    private Set<Way> expected(Caller caller, String field, String level) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        if (caller.sees(level)) {
            ways.addAll(Set.of(Way.GET, Way.TAG));
            if (caller != Caller.NOBODY) {
                ways.add(Way.LIST);
            }
            if (field.equals("avatar") || field.equals("real_name")) {
                ways.add(Way.AVATAR);
            }
        }
        // Other programs see what anyone sees, whoever asks.
        if (level.equals("public") && (field.equals("avatar") || (field.equals("real_name") && Fonts.exist()))) {
            ways.add(Way.LOOKUP);
        }
        return ways;
    }

    /** Returns the ways on which a caller sees the field, and asserts that all else is as the contract says. */
    private Set<Way> ways(Caller caller, String field, JsonObject profile, String tagBefore) {
        Set<Way> seen = EnumSet.noneOf(Way.class);
        JsonObject read = send(caller, ann.path()).user();
        if (read.get(field).equals(profile.get(field))) {
            seen.add(Way.GET);
        }
        assertThat(read).isEqualTo(narrowed(profile, caller, seen.contains(Way.GET) ? "" : field));
        switch (caller) {
            case NOBODY -> assertThat(preview("public")).isEqualTo(read);
            case ANOTHER_USER -> assertThat(preview("signed-in")).isEqualTo(read);
            default -> {} // no preview
        }
        if (caller != Caller.NOBODY) {
            JsonObject listed =
                    send(caller, list(caller)).user().getJsonArray("results").getJsonObject(0);
            if (listed.get(field).equals(profile.get(field))) {
                seen.add(Way.LIST);
            }
            assertThat(listed).isEqualTo(read);
        }
        Answer conditional = portrait.send(
                request(caller, ann.path()).header("If-None-Match", tagBefore).GET());
        assertThat(conditional.status()).isIn(200, 304);
        if (conditional.status() == 200) {
            seen.add(Way.TAG);
        }
        if (showsOnAvatar(caller, field, profile)) {
            seen.add(Way.AVATAR);
        }
        if (showsOnForm(caller, profile.get(field))) {
            seen.add(Way.FORM);
        }
        if (showsOnLookup(caller, field)) {
            seen.add(Way.LOOKUP);
        }
        return seen;
    }

    private JsonObject preview(String level) {
        return portrait.get("api/v2/user/me/visibility/" + level + "/", ann.token())
                .user();
    }

    private static JsonObject narrowed(JsonObject profile, Caller caller, String hidden) {
        JsonObjectBuilder expected = Json.createObjectBuilder(profile);
        if (!caller.sees("owner")) {
            PRIVATE.forEach(expected::remove);
        }
        return hidden.isEmpty()
                ? expected.build()
                : expected.add(
                                hidden,
                                switch (hidden) {
                                    case "gender" -> Json.createValue("Unspecified");
                                    case "avatar", "cover", "date_of_birth" -> JsonValue.NULL;
                                    default -> Json.createValue("");
                                })
                        .build();
    }

    private String list(Caller caller) {
        return caller == Caller.ADMINISTRATOR ? "api/v2/user/?username=" + username : "api/v2/users/?id=" + ann.id();
    }

    private boolean showsOnAvatar(Caller caller, String field, JsonObject profile) {
        if (field.equals("real_name")) {
            String svg = caller == Caller.OWNER
                    ? portrait.get("api/v2/avatar/" + withoutAvatar.id(), withoutAvatar.token())
                            .text()
                    : send(caller, "api/v2/avatar/" + withoutAvatar.id()).text();
            assertThat(svg).containsPattern(">(XY|Q)</text>");
            return svg.contains("XY");
        }
        if (!field.equals("avatar")) {
            return false;
        }
        Answer answer = send(caller, "api/v2/avatar/" + ann.id());
        assertThat(answer.status()).isIn(200, 302);
        assertThat(answer.text()).doesNotContain("media/");
        return answer.header("Location").equals(profile.getString(field));
    }

    private boolean showsOnLookup(Caller caller, String field) {
        if (field.equals("avatar")) {
            return differsFromNobodys(caller, "avatar/subject/" + subject);
        }
        return field.equals("real_name") && differsFromNobodys(caller, "avatar/subject/" + subjectWithoutAvatar);
    }

    private boolean differsFromNobodys(Caller caller, String path) {
        // Another query each time, because proxies may keep an answer.
        Answer answer = send(caller, path + "?d=initials&unique=" + UUID.randomUUID());
        assertThat(answer.header("Cache-Control")).startsWith("public, max-age=");
        return !Arrays.equals(
                answer.bytes(), send(caller, path + "?f=y&d=identicon").bytes());
    }

    private boolean showsOnForm(Caller caller, JsonValue value) {
        String page = portrait.send(request(caller, ann.path())
                        .header("Content-Type", FORM)
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString("_method=PATCH")))
                .text();
        assertThat(page).contains(caller == Caller.OWNER ? "Saved" : "Nothing was saved");
        return page.contains(value.toString().replace("\"", ""));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A hidden picture can still be read by anyone who has its address")
    void a_hidden_picture_stays_readable(Caller caller) {
        narrow(ann, "avatar", "owner");
        String picture = ann.profile().getString("avatar");
        assertThat(send(caller, picture).header("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    @DisplayName("A shared cache may keep /avatar/{id} only if it is the same for everybody")
    void avatar_is_public_only_if_it_is_the_same_for_all() {
        String address = "api/v2/avatar/";
        narrow(ann, "real_name", "owner");
        assertCache(address + ann.id(), "public, max-age=60");
        narrow(ann, "avatar", "signed-in");
        assertCache(address + ann.id(), "private, no-cache, no-transform");
        narrow(withoutAvatar, "avatar", "owner"); // must not differ from a hidden one
        assertCache(address + withoutAvatar.id(), "private, no-cache, no-transform");
        narrow(withoutAvatar, "real_name", "signed-in");
        assertCache(address + withoutAvatar.id(), "private, no-cache, no-transform");
        narrow(withoutAvatar, "bio", "owner");
        assertCache(address + withoutAvatar.id(), "public, max-age=60");
    }

    private void assertCache(String address, String expected) {
        for (Caller caller : Caller.values()) {
            assertThat(send(caller, address).header("Cache-Control")).isEqualTo(expected);
        }
    }

    /** Gives the field another value as the owner, who sees it in the answer. */
    private JsonObject change(String field) {
        int version = versions.merge(field, 1, Integer::sum);
        if (PICTURES.contains(field)) {
            return ann.put(new Multipart().file(field, Photos.jpeg(20 + version, 20)))
                    .user();
        }
        String text = TEXTS.getOrDefault(field, List.of()).get(version % 2);
        JsonObject changed = ann.form("PATCH", Map.of(field, text)).user();
        assertThat(changed.getString(field)).isEqualTo(text);
        return changed;
    }

    /** Narrows this field and no other. */
    private static void narrow(Person person, String field, String level) {
        JsonObjectBuilder levels = Json.createObjectBuilder();
        Stream.concat(TEXTS.keySet().stream(), PICTURES.stream()).forEach(other -> levels.add(other, ""));
        JsonObject answer = person.portrait()
                .send(
                        "PATCH",
                        "api/v2/user/me/visibility/",
                        person.token(),
                        "application/json",
                        levels.add(field, level).build().toString().getBytes(UTF_8))
                .user();
        assertThat(answer.getString(field)).isEqualTo(level);
    }

    private Answer send(Caller caller, String path) {
        return portrait.send(request(caller, path).GET());
    }

    private HttpRequest.Builder request(Caller caller, String path) {
        HttpRequest.Builder request = portrait.request(path);
        String token = tokens.get(caller);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
