package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@Tag("direct") // nginx passes bodies on unchanged
@ContractSection(2)
@DisplayName("Hostile texts")
class HostileTextIT {

    private static final List<String> TEXT_FIELDS = List.of(
            "username",
            "real_name",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website");
    private static final Map<String, BiFunction<Person, Map<String, String>, Answer>> WAYS = Map.of(
            "JSON", (person, fields) -> person.json("PUT", json(fields)),
            "form", (person, fields) -> person.form("PUT", fields),
            "multipart", (person, fields) -> person.parts("PUT", Multipart.of(fields)));

    private final Portrait portrait;

    HostileTextIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("The table has more than 190 different texts")
    void has_many_texts() {
        assertThat(HostileStrings.all()).hasSizeGreaterThan(190).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "form", "multipart"})
    @DisplayName("Each is stored as sent or refused as a field error")
    void stored_or_refused(String way) {
        Person ann = portrait.person();
        int stored = 0;
        JsonObject before = ann.profile();
        for (String text : way.equals("JSON") ? HostileStrings.all() : HostileStrings.encodable()) {
            Map<String, String> fields = new HashMap<>();
            TEXT_FIELDS.forEach(field -> fields.put(field, text));
            Answer answer = WAYS.get(way).apply(ann, fields);
            // Twice, because a username may be valid but already taken.
            for (int i = 0; i < 2 && answer.status() == 400 && !answer.text().contains("parse_error"); i++) {
                Set<String> refused = refusedFields(answer);
                assertThat(ann.profile()).as(text).isEqualTo(before);
                fields.keySet().removeAll(refused);
                fields.put("unknown", text);
                answer = WAYS.get(way).apply(ann, fields);
            }
            assertThat(answer.status()).as("%s: %s", text, answer).isEqualTo(200);
            JsonObject after = ann.profile();
            fields.remove("unknown");
            fields.forEach((field, sent) -> assertThat(after.getString(field, ""))
                    .as("%s: %s", field, text)
                    .isEqualTo(normalized(field, sent)));
            stored += fields.size();
            before = after;
        }
        assertThat(stored).isGreaterThan(400);
    }

    @Test
    @DisplayName("Each is a valid search term")
    void looked_for() {
        String admin = portrait.minter().token("admin", Map.of("groups", List.of("admin")));
        for (String text : HostileStrings.all()) {
            if (text.length() < 1000 && text.codePoints().allMatch(Character::isValidCodePoint)) {
                String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
                for (String name : List.of("search", "username")) {
                    Answer answer = portrait.send(portrait.request("api/v2/user/?limit=1&" + name + "=" + query)
                            .header("Authorization", "Bearer " + admin)
                            .method("GET", BodyPublishers.noBody()));
                    assertThat(answer.status()).as(text).isEqualTo(200);
                }
            }
        }
    }

    private static String normalized(String field, String sent) {
        String kept = sent.replaceAll("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$", "");
        if (field.equals("gender") && kept.isEmpty()) {
            return "Unspecified";
        }
        if (field.endsWith("_lat_lng")) {
            return kept.replace(" ", "");
        }
        return field.equals("bio") ? kept.replace("\r\n", "\n").replace('\t', ' ') : kept;
    }

    private static Set<String> refusedFields(Answer answer) {
        return answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("field"))
                .collect(Collectors.toSet());
    }

    private static String json(Map<String, String> fields) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.forEach(json::add);
        // UTF-8 cannot encode lone surrogates, so they are sent as JSON escapes.
        return escaped(json.build().toString());
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> {
            if (Character.isSurrogate((char) unit)) {
                escaped.append(String.format("\\u%04x", unit));
            } else {
                escaped.append((char) unit);
            }
        });
        return escaped.toString();
    }
}
