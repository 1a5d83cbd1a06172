package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.portrait.it.ApiDocument.Operation;
import dev.portrait.it.ApiDocument.Place;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Compares each response of the API with the OpenAPI document: status, headers, media type and content. */
final class AnswerCheck {

    private static final String IRI = "https://portrait.example/openapi.json";
    // Statuses that can occur before any operation is matched: an invalid Host, a token that the server refuses.
    private static final List<Integer> BEFORE_ANY_OPERATION = List.of(400, 401, 404, 405, 413, 414, 431, 501);

    private final ApiDocument document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    AnswerCheck(ApiDocument document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(IRI, document.root().toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** Fails if the response does not match the document. Ignores paths other than the API and the pictures. */
    void check(URI base, Answer answer) {
        String path = path(base, answer);
        if (!path.startsWith("/api/v2/") && !path.startsWith("/media/")) {
            return;
        }
        String method = answer.response().request().method().toLowerCase(Locale.ROOT);
        boolean head = method.equals("head");
        List<Operation> operations = document.operations(path);
        Optional<Operation> operation = operations.stream()
                .filter(candidate -> candidate.method().equals(head ? "get" : method))
                .findFirst();
        if (operation.isPresent()) {
            check(operation.get(), head, answer);
        } else if (!method.equals("options") || answer.status() >= 300) {
            assertThat(answer.status())
                    .as(() -> "the OpenAPI document has no such operation: " + answer)
                    .isIn(operations.isEmpty() ? BEFORE_ANY_OPERATION : List.of(401, 403, 405, 501));
            checkRefusal(head, answer);
        }
    }

    private static String path(URI base, Answer answer) {
        String path = answer.response().uri().getRawPath();
        String root = base.getRawPath();
        return answer.response().uri().getRawAuthority().equals(base.getRawAuthority()) && path.startsWith(root)
                ? "/" + path.substring(root.length())
                : "";
    }

    private void checkRefusal(boolean head, Answer answer) {
        if (!head && answer.bytes().length > 0) {
            validate("/components/schemas/Refusal", answer);
        }
    }

    private void check(Operation operation, boolean head, Answer answer) {
        String status = String.valueOf(answer.status());
        if (isPage(operation, answer)) {
            return;
        }
        Place response = document.response(operation, status)
                .orElseGet(() -> fail("%s has no status %s in the OpenAPI document: %s", operation, status, answer));
        checkHeaders(response, answer);
        JsonObject content = response.value().getJsonObject("content");
        if (content == null) {
            assertThat(answer.bytes())
                    .as(() -> "the OpenAPI document has no body for " + answer)
                    .isEmpty();
        } else if (!head) {
            String type = answer.header("Content-Type").replaceFirst(";.*", "").strip();
            assertThat(content.keySet()).as(() -> "the media type of " + answer).contains(type);
            if (type.equals("application/json")) {
                validate(response.pointer() + "/content/application~1json/schema", answer);
            }
        }
    }

    // If the operation can return a page, its refusals can be pages too.
    private boolean isPage(Operation operation, Answer answer) {
        return answer.status() >= 400
                && answer.header("Content-Type").startsWith("text/html")
                && document.response(operation, "200")
                        .map(success -> success.value().getJsonObject("content"))
                        .filter(content -> content != null && content.containsKey("text/html"))
                        .isPresent();
    }

    private void checkHeaders(Place response, Answer answer) {
        JsonObject headers = response.value().getJsonObject("headers");
        if (headers == null) {
            return;
        }
        headers.forEach((name, described) -> {
            Place header = document.resolve(
                    response.pointer() + "/headers/" + ApiDocument.escape(name), described.asJsonObject());
            List<String> values = answer.response().headers().allValues(name);
            assertThat(values).as(() -> "the header " + name + " of " + answer).isNotEmpty();
            JsonObject schema = header.value().getJsonObject("schema");
            JsonValue value = schema.getString("type").equals("integer")
                    ? jakarta.json.Json.createValue(Long.parseLong(values.get(0)))
                    : jakarta.json.Json.createValue(values.get(0));
            validate(header.pointer() + "/schema", value.toString(), answer);
        });
    }

    private void validate(String schema, Answer answer) {
        validate(schema, answer.text(), answer);
    }

    private void validate(String schema, String json, Answer answer) {
        List<Error> errors = schemas.computeIfAbsent(
                        schema, pointer -> registry.getSchema(SchemaLocation.of(IRI + "#" + pointer)))
                .validate(json, InputFormat.JSON);
        assertThat(errors).as(() -> "violations of " + schema + " by " + answer).isEmpty();
    }
}
