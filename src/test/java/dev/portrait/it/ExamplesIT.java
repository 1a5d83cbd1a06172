package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@BlackBox
@ContractSection({1, 2, 3, 4, 6, 9, 10})
@DisplayName("The examples of the OpenAPI document")
class ExamplesIT {

    private static final String THE_FILE = "(the file)";
    // Values that differ by user, time and server.
    private static final Set<String> VARYING =
            Set.of("id", "user", "username", "subject", "date_joined", "date", "date_uploaded", "avatar");

    private final Portrait portrait;
    private final Person ann;
    private final String username;
    private Optional<JsonObject> avatar = Optional.empty();

    ExamplesIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person(
                UUID.randomUUID().toString(),
                Map.of(
                        "name",
                        "Ann Example",
                        "preferred_username",
                        "ann-" + UUID.randomUUID(),
                        "email",
                        "ann@example.org",
                        "email_verified",
                        true));
        this.username = ann.profile().getString("username");
    }

    static List<Example> examples() {
        return examples(false);
    }

    static List<Example> examplesRefusedUnread() {
        return examples(true);
    }

    private static List<Example> examples(boolean announced) {
        return Example.all(ApiDocument.packaged()).stream()
                .filter(example -> example.circumstance().isEmpty())
                .filter(example -> example.request("announced").isPresent() == announced)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("Each request gets the documented response")
    void gets_the_documented_response(Example example) throws IOException {
        if (example.request("given").isPresent()) {
            avatar = Optional.of(
                    portrait.send("POST", "api/v2/user/avatar/", ann.token(), parts().contentType(), parts().body())
                            .json());
        }

        Answer answer = portrait.send(request(example));

        assertThat(answer.status()).as(answer::toString).hasToString(example.status());
        example.answer().ifPresent(shown -> assertSame("", shown, answer.json()));
    }

    @ParameterizedTest
    @MethodSource("examplesRefusedUnread")
    @Tag("direct")
    @DisplayName("A request whose Content-Length is too large is refused before its body is sent")
    void refuses_a_large_body_before_it_is_sent(Example example) throws IOException {
        String method = example.operation().method().toUpperCase(Locale.ROOT);
        String answer = RawRequest.sendBeginning(
                portrait.base(),
                method + " " + portrait.base().resolve(path(example)).getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\nAuthorization: Bearer "
                        + token(example).orElseThrow()
                        + "\r\nContent-Type: " + example.type() + "\r\nContent-Length: "
                        + example.request("announced").orElseThrow() + "\r\n\r\n{");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + example.status() + " ")
                .contains("\r\n\r\n" + example.answer().orElseThrow());
    }

    private static Multipart parts() {
        return new Multipart().file("avatar", Photos.jpeg(30, 20));
    }

    private HttpRequest.Builder request(Example example) {
        String path = path(example)
                + example.request("query").map(query -> "?" + filled(query)).orElse("");
        HttpRequest.Builder request = portrait.request(path);
        token(example).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        example.request("accept").ifPresent(type -> request.header("Accept", type));
        example.request("override").ifPresent(method -> request.header("X-HTTP-Method-Override", method));
        example.request("ifMatch").ifPresent(tag -> request.header("If-Match", tag));
        example.request("range").ifPresent(range -> request.header("Range", range));
        example.request("tag").ifPresent(header -> request.header(header, tag(example, path)));
        String method = example.operation().method().toUpperCase(Locale.ROOT);
        return example.type().isEmpty()
                ? request.method(method, BodyPublishers.noBody())
                : withBody(request, method, example);
    }

    private String path(Example example) {
        String name = avatar.map(shown -> URI.create(shown.getString("avatar")).getPath())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .orElse("nothing.jpg");
        return example.operation()
                .path()
                .substring(1)
                .replace("{id}", example.request("id").orElse(String.valueOf(ann.id())))
                .replace("{name}", name)
                .replaceAll("\\{(hash|username|subject|number)}", "nobody");
    }

    private String filled(String query) {
        return query.replace("{username}", username)
                .replace("{id}", String.valueOf(ann.id()))
                .replace(
                        "{avatar_id}",
                        avatar.map(shown -> shown.get("id").toString()).orElse("1"));
    }

    private Optional<String> token(Example example) {
        return switch (example.request("caller").orElse("usual")) {
            case "nobody" -> Optional.empty();
            case "forger" -> Optional.of("no-token");
            case "stranger" -> Optional.of(portrait.person().token());
            case "no role" -> Optional.of(withGroups(List.of()));
            default -> tokenWithRole(example.operation().value());
        };
    }

    private Optional<String> tokenWithRole(JsonObject operation) {
        if (operation.getJsonArray("security").getJsonObject(0).isEmpty()) {
            return Optional.empty();
        }
        String role = operation.getJsonArray("x-roles").getString(0);
        return Optional.of(role.equals("user") ? ann.token() : withGroups(List.of(role)));
    }

    private String withGroups(List<String> groups) {
        return portrait.minter().token(UUID.randomUUID().toString(), Map.of("groups", groups));
    }

    private String tag(Example example, String path) {
        HttpRequest.Builder request = portrait.request(path).GET();
        token(example).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return portrait.send(request).header("ETag");
    }

    private HttpRequest.Builder withBody(HttpRequest.Builder request, String method, Example example) {
        if (example.request("body").isPresent()) {
            return body(
                    request,
                    method,
                    example.type(),
                    bytes(filled(example.request("body").get())));
        }
        JsonObject fields = Json.createObjectBuilder(example.fields()).build();
        if (avatar.isPresent() && fields.containsKey("avatar_id")) {
            fields = Json.createObjectBuilder(fields)
                    .add("avatar_id", avatar.get().get("id"))
                    .build();
        }
        return switch (example.type()) {
            case "multipart/form-data" -> {
                Multipart parts = multipart(fields);
                yield body(request, method, parts.contentType(), parts.body());
            }
            case "application/x-www-form-urlencoded" -> body(request, method, example.type(), bytes(form(fields)));
            default -> body(request, method, example.type(), bytes(fields.toString()));
        };
    }

    private static HttpRequest.Builder body(HttpRequest.Builder request, String method, String type, byte[] body) {
        return request.header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body));
    }

    private static Multipart multipart(JsonObject fields) {
        Multipart parts = new Multipart();
        fields.forEach((name, value) -> {
            if (text(value).equals(THE_FILE)) {
                parts.file(name, Photos.jpeg(30, 20));
            } else {
                parts.text(name, text(value));
            }
        });
        return parts;
    }

    private static String form(JsonObject fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(text(field.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertSame(String key, JsonValue shown, JsonValue answered) {
        if (shown instanceof JsonObject object && answered instanceof JsonObject other) {
            assertThat(other.keySet()).as(key).containsExactlyElementsOf(object.keySet());
            object.forEach((name, value) -> assertSame(name, value, other.get(name)));
        } else if (shown instanceof JsonArray array && answered instanceof JsonArray other) {
            assertThat(other).as(key).hasSameSizeAs(array);
            for (int i = 0; i < array.size(); i++) {
                assertSame(key, array.get(i), other.get(i));
            }
        } else if (VARYING.contains(key)) {
            assertThat(answered.getValueType()).as(key).isEqualTo(shown.getValueType());
        } else {
            assertThat(answered).as(key).isEqualTo(shown);
        }
    }
}
