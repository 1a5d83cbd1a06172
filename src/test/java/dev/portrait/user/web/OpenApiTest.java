package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.RestApplication;
import dev.portrait.error.ErrorCode;
import dev.portrait.it.ApiDocument;
import dev.portrait.media.web.MediaApplication;
import dev.portrait.user.Gender;
import dev.portrait.user.TextField;
import dev.portrait.user.UserOrder;
import dev.portrait.user.UserStatus;
import dev.portrait.user.Username;
import dev.portrait.user.Website;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The description of the API and the code agree")
class OpenApiTest {

    // Without a body to show, or what some servers only do.
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("204", "302", "401", "406", "415", "503");

    private final ApiDocument document = ApiDocument.packaged();

    @Test
    @DisplayName("in the calls that there are")
    void calls() {
        assertThat(document.operations().stream().map(OpenApiTest::withoutLastSlash))
                .containsExactlyInAnyOrderElementsOf(rolesByCall().keySet());
    }

    @Test
    @DisplayName("in the roles that a call takes")
    void roles() {
        assertThat(document.operations())
                .allSatisfy(operation -> assertThat(roles(operation))
                        .containsExactlyInAnyOrderElementsOf(rolesByCall().get(withoutLastSlash(operation))));
    }

    @Test
    @DisplayName("in the lengths of texts")
    void lengths() {
        for (TextField field : TextField.values()) {
            assertLength(field.field(), field.maxLength());
        }
        assertLength("username", Username.MAX_LENGTH);
        assertLength("website", Website.MAX_LENGTH);
    }

    @Test
    @DisplayName("in the numbers of pages")
    void pages() {
        JsonObject limit = object("/components/parameters/limit/schema");

        assertThat(limit.getInt("maximum")).isEqualTo(Page.MAX_LIMIT);
        assertThat(limit.getInt("default")).isEqualTo(Page.DEFAULT_LIMIT);
    }

    @Test
    @DisplayName("in the words that are chosen from")
    void words() {
        assertThat(words("/components/schemas/Gender/enum"))
                .isEqualTo(Arrays.stream(Gender.values()).map(Gender::wire).toList());
        assertThat(words("/components/schemas/User/properties/status/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(UserStatus.values()).map(UserStatus::wire).toList());
        assertThat(words("/components/parameters/ordering/schema/enum"))
                .isEqualTo(
                        Arrays.stream(UserOrder.values()).map(UserOrder::wire).toList());
    }

    @Test
    @DisplayName("in the codes of errors")
    void codes() {
        Set<String> described = Stream.of("FieldErrorCode", "ErrorCode")
                .flatMap(list -> words("/components/schemas/" + list + "/enum").stream())
                .collect(Collectors.toSet());

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
    }

    @Test
    @DisplayName("in the keys of a user: 27, of which anyone may see 25")
    void keys() {
        assertThat(object("/components/schemas/User/properties")).hasSize(27);
        assertThat(words("/components/schemas/User/required")).hasSize(25).doesNotContain("email", "email_isvalid");
    }

    @Test
    @DisplayName("and each status has an example, but those without a body and those that not every server answers")
    void examples() {
        List<String> without = new ArrayList<>();
        for (ApiDocument.Operation operation : document.operations()) {
            operation.value().getJsonObject("responses").forEach((status, response) -> {
                JsonObject resolved = response.asJsonObject().containsKey("$ref")
                        ? object(response.asJsonObject().getString("$ref").substring(1))
                        : response.asJsonObject();
                if (!WITHOUT_EXAMPLE.contains(status) && !resolved.toString().contains("xamples\":{")) {
                    without.add(operation + " " + status);
                }
            });
        }

        assertThat(without).isEmpty();
    }

    @Test
    @DisplayName("and every reference leads somewhere")
    void references() {
        List<String> references = new ArrayList<>();
        collect(document.root(), references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(document.at(reference.substring(1))).isNotNull());
    }

    private static void collect(JsonValue value, List<String> references) {
        if (value instanceof JsonObject object) {
            if (object.get("$ref") instanceof JsonString reference) {
                references.add(reference.getString());
            }
            object.values().forEach(part -> collect(part, references));
        } else if (value instanceof JsonArray array) {
            array.forEach(part -> collect(part, references));
        }
    }

    private static Map<String, Set<String>> rolesByCall() {
        return Stream.of(new RestApplication(), new MediaApplication())
                .flatMap(OpenApiTest::rolesByCall)
                .filter(call -> !call.getKey().startsWith("HEAD "))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.flatMapping(call -> call.getValue().stream(), Collectors.toSet())));
    }

    private static Stream<Map.Entry<String, List<String>>> rolesByCall(Application application) {
        String root = "/"
                + application.getClass().getAnnotation(ApplicationPath.class).value();
        return application.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .flatMap(method -> Arrays.stream(method.getAnnotations())
                                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                                .filter(Objects::nonNull)
                                .map(verb -> Map.entry(
                                        verb.value() + " " + path(root, type, method), roles(type, method)))));
    }

    private static List<String> roles(Class<?> type, Method method) {
        RolesAllowed own = method.getAnnotation(RolesAllowed.class);
        RolesAllowed allowed = own == null ? type.getAnnotation(RolesAllowed.class) : own;
        return allowed == null ? List.of() : List.of(allowed.value());
    }

    private static List<String> roles(ApiDocument.Operation operation) {
        JsonArray roles = operation.value().getJsonArray("x-roles");
        return roles == null
                ? List.of()
                : roles.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
    }

    private static String path(String root, Class<?> type, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = root + "/" + type.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return path.replaceAll("\\{(\\w+):[^}]*\\}", "{$1}");
    }

    private static String withoutLastSlash(ApiDocument.Operation operation) {
        return operation.toString().replaceAll("/$", "");
    }

    private void assertLength(String field, int length) {
        for (String schema : List.of("User", "ProfileChange", "ProfileForm")) {
            assertThat(object("/components/schemas/" + schema + "/properties/" + field)
                            .getInt("maxLength"))
                    .as(schema + " " + field)
                    .isEqualTo(length);
        }
    }

    private List<String> words(String pointer) {
        return document.at(pointer).asJsonArray().getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private JsonObject object(String pointer) {
        return document.at(pointer).asJsonObject();
    }
}
