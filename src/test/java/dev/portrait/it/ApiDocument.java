package dev.portrait.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The OpenAPI document that is packaged into the WAR. */
public final class ApiDocument {

    static final Path FILE = Path.of("src", "main", "webapp", "openapi.json");
    static final Set<String> METHODS = Set.of("get", "put", "patch", "post", "delete", "options");

    private static final ApiDocument PACKAGED = new ApiDocument(read());

    private final JsonObject root;
    private final List<Operation> operations;
    // Each answer of each test asks, and to compile a pattern takes longer than to match it.
    private final Map<String, Pattern> templates;

    ApiDocument(JsonObject root) {
        this.root = root;
        this.operations = root.getJsonObject("paths").entrySet().stream()
                .flatMap(path -> path.getValue().asJsonObject().entrySet().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> new Operation(
                                path.getKey(), entry.getKey(), entry.getValue().asJsonObject())))
                .toList();
        this.templates = operations.stream()
                .map(Operation::path)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(path -> path, ApiDocument::template));
    }

    public static ApiDocument packaged() {
        return PACKAGED;
    }

    /** A JSON pointer into the document and the value there. */
    record Place(String pointer, JsonObject value) {}

    /** An operation: a method of a path. */
    public record Operation(String path, String method, JsonObject value) {

        String pointer() {
            return "/paths/" + escape(path) + "/" + method;
        }

        @Override
        public String toString() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }
    }

    public JsonObject root() {
        return root;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** Returns the operations whose path template matches the path of a request. */
    List<Operation> operations(String requestPath) {
        return operations().stream()
                .filter(operation ->
                        templates.get(operation.path()).matcher(requestPath).matches())
                .toList();
    }

    /** Returns the response for a status, with {@code $ref} resolved. */
    Optional<Place> response(Operation operation, String status) {
        JsonObject responses = operation.value().getJsonObject("responses");
        return Optional.ofNullable(responses.getJsonObject(status))
                .map(response -> resolve(operation.pointer() + "/responses/" + status, response));
    }

    Place resolve(String pointer, JsonObject value) {
        if (!value.containsKey("$ref")) {
            return new Place(pointer, value);
        }
        String target = value.getString("$ref").substring(1);
        return new Place(target, at(target).asJsonObject());
    }

    public JsonValue at(String pointer) {
        return ((JsonStructure) root).getValue(pointer);
    }

    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    // The last slash is optional; an id is a positive integer.
    private static Pattern template(String path) {
        String open = path.replaceAll("/$", "");
        return Pattern.compile(Pattern.compile("(?<=\\})|(?=\\{)")
                        .splitAsStream(open)
                        .map(part -> switch (part) {
                            case "{id}" -> "[1-9][0-9]*";
                            case "{name}" -> "[^/]+";
                            default -> Pattern.quote(part);
                        })
                        .collect(Collectors.joining())
                + "/?");
    }

    private static JsonObject read() {
        try (JsonReader reader = Json.createReader(Files.newInputStream(FILE))) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
