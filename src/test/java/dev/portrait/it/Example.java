package dev.portrait.it;

import dev.portrait.it.ApiDocument.Operation;
import dev.portrait.it.ApiDocument.Place;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An example of the OpenAPI document: a response and the request that causes it. The request body has the same name as
 * the response. Other properties of the request are in {@code x-request} of the response.
 *
 * @param type the media type of the request body; empty if there is no body
 * @param answer the documented response body; empty if none is documented
 */
record Example(
        Operation operation, String status, String name, String type, JsonObject request, Optional<JsonValue> answer) {

    static List<Example> all(ApiDocument document) {
        return document.operations().stream()
                .flatMap(operation -> operation.value().getJsonObject("responses").keySet().stream()
                        .flatMap(status -> of(document, operation, status)))
                .toList();
    }

    private static Stream<Example> of(ApiDocument document, Operation operation, String status) {
        JsonObject response =
                document.response(operation, status).map(Place::value).orElseThrow();
        Stream<JsonObject> inContent = object(response, "content").values().stream()
                .map(content -> object(content.asJsonObject(), "examples"));
        return Stream.concat(inContent, Stream.of(object(response, "x-examples")))
                .flatMap(examples -> examples.entrySet().stream())
                .flatMap(example -> of(
                        operation, status, example.getKey(), example.getValue().asJsonObject()));
    }

    private static Stream<Example> of(Operation operation, String status, String name, JsonObject example) {
        JsonObject request = object(example, "x-request");
        Optional<JsonValue> answer = Optional.ofNullable(example.get("value"));
        JsonObject bodies = object(object(operation.value(), "requestBody"), "content");
        List<String> types = bodies.entrySet().stream()
                .filter(body ->
                        object(body.getValue().asJsonObject(), "examples").containsKey(name))
                .map(Map.Entry::getKey)
                .toList();
        List<String> usual = bodies.keySet().stream().limit(1).toList();
        return (request.containsKey("type")
                        ? List.of(request.getString("type"))
                        : types.isEmpty() ? usual.isEmpty() ? List.of("") : usual : types)
                .stream().map(type -> new Example(operation, status, name, type, request, answer));
    }

    /**
     * Returns the fields of the request body: the body example with this name, or any, which is enough for a request that
     * is refused before its body is read.
     */
    JsonObject fields() {
        JsonObject examples =
                object(object(object(object(operation.value(), "requestBody"), "content"), type), "examples");
        JsonObject named = examples.containsKey(name)
                ? examples.getJsonObject(name)
                : examples.values().iterator().next().asJsonObject();
        return named.getJsonObject("value");
    }

    /** Returns the server state that this response requires; empty if the request alone causes it. */
    Optional<String> circumstance() {
        return request("when");
    }

    /** Returns a property of {@code x-request}, such as {@code query} or {@code caller}. */
    Optional<String> request(String key) {
        return Optional.ofNullable(request.getJsonString(key)).map(JsonString::getString);
    }

    private static JsonObject object(JsonObject in, String key) {
        return in.containsKey(key) ? in.getJsonObject(key) : JsonValue.EMPTY_JSON_OBJECT;
    }

    @Override
    public String toString() {
        return operation + " " + status + " " + name + (type.isEmpty() ? "" : " (" + type + ")");
    }
}
