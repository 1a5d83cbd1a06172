package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.RestApplication;
import dev.portrait.avatar.web.AvatarApplication;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.it.ApiDocument;
import dev.portrait.media.web.MediaApplication;
import dev.portrait.user.Gender;
import dev.portrait.user.UserOrder;
import dev.portrait.user.UserStatus;
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

@DisplayName("The OpenAPI description")
class OpenApiTest {

    // These responses have no body, or not every server sends them.
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("204", "302", "401", "406", "415", "503");

    private final ApiDocument document = ApiDocument.packaged();

    @Test
    @DisplayName("has the operations of the resources")
    void has_the_operations_of_the_resources() {
        assertThat(document.operations().stream().map(OpenApiTest::withoutTrailingSlash))
                .containsExactlyInAnyOrderElementsOf(rolesByOperation().keySet());
    }

    @Test
    @DisplayName("has the roles that each operation requires")
    void has_the_roles_of_each_operation() {
        assertThat(document.operations())
                .allSatisfy(operation -> assertThat(roles(operation))
                        .containsExactlyInAnyOrderElementsOf(rolesByOperation().get(withoutTrailingSlash(operation))));
    }

    @Test
    @DisplayName("has the maximum lengths of text fields")
    void has_the_lengths_of_text_fields() {
        ProfileField.writable().stream()
                .filter(ProfileField::hasMaxLength)
                .forEach(field -> assertLength(field.key(), field.maxLength()));
    }

    @Test
    @DisplayName("has the limits of pages")
    void has_the_limits_of_pages() {
        JsonObject limit = object("/components/parameters/limit/schema");

        assertThat(limit.getInt("maximum")).isEqualTo(Page.MAX_LIMIT);
        assertThat(limit.getInt("default")).isEqualTo(Page.DEFAULT_LIMIT);
    }

    @Test
    @DisplayName("has the values of enums")
    void has_the_values_of_enums() {
        assertThat(strings("/components/schemas/Gender/enum"))
                .isEqualTo(Arrays.stream(Gender.values()).map(Gender::text).toList());
        assertThat(strings("/components/schemas/User/properties/status/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(UserStatus.values()).map(UserStatus::wire).toList());
        assertThat(strings("/components/parameters/ordering/schema/enum"))
                .isEqualTo(
                        Arrays.stream(UserOrder.values()).map(UserOrder::wire).toList());
    }

    @Test
    @DisplayName("has the error codes")
    void has_the_error_codes() {
        Set<String> described = Stream.of("FieldErrorCode", "ErrorCode")
                .flatMap(list -> strings("/components/schemas/" + list + "/enum").stream())
                .collect(Collectors.toSet());

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
    }

    @Test
    @DisplayName("has 27 keys of a user, 25 of which are public")
    void has_the_keys_of_a_user() {
        assertThat(object("/components/schemas/User/properties")).hasSize(27);
        assertThat(strings("/components/schemas/User/required")).hasSize(25).doesNotContain("email", "email_isvalid");
    }

    @Test
    @DisplayName("has an example for each response that has a body and that every server sends")
    void has_an_example_for_each_response() {
        List<String> missing = new ArrayList<>();
        for (ApiDocument.Operation operation : document.operations()) {
            operation.value().getJsonObject("responses").forEach((status, response) -> {
                JsonObject resolved = response.asJsonObject().containsKey("$ref")
                        ? object(response.asJsonObject().getString("$ref").substring(1))
                        : response.asJsonObject();
                if (!WITHOUT_EXAMPLE.contains(status) && !resolved.toString().contains("xamples\":{")) {
                    missing.add(operation + " " + status);
                }
            });
        }

        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("has references to existing parts only")
    void has_no_broken_references() {
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

    private static Map<String, Set<String>> rolesByOperation() {
        return Stream.of(new RestApplication(), new MediaApplication(), new AvatarApplication())
                .flatMap(OpenApiTest::rolesByOperation)
                .filter(operation -> !operation.getKey().startsWith("HEAD "))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.flatMapping(operation -> operation.getValue().stream(), Collectors.toSet())));
    }

    private static Stream<Map.Entry<String, List<String>>> rolesByOperation(Application application) {
        String root = "/"
                + application.getClass().getAnnotation(ApplicationPath.class).value();
        return application.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .flatMap(method -> Arrays.stream(method.getAnnotations())
                                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                                .filter(Objects::nonNull)
                                .flatMap(verb -> methods(type, verb))
                                .map(verb -> Map.entry(verb + " " + path(root, type, method), roles(type, method)))));
    }

    // MethodOverride turns PATCH and POST of a profile into PUT.
    private static Stream<String> methods(Class<?> type, HttpMethod verb) {
        return type == UserResource.class && verb.value().equals(HttpMethod.PUT)
                ? Stream.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.POST)
                : Stream.of(verb.value());
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
        return path.replace("//", "/").replaceAll("\\{(\\w+):[^}]*\\}", "{$1}");
    }

    private static String withoutTrailingSlash(ApiDocument.Operation operation) {
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

    private List<String> strings(String pointer) {
        return document.at(pointer).asJsonArray().getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private JsonObject object(String pointer) {
        return document.at(pointer).asJsonObject();
    }
}
