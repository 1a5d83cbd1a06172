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
 * An example of the description: an answer, and the request that leads to it. The request's body has the same name as
 * the answer; what else is particular about the request is in the answer's {@code x-request}.
 *
 * @param type of the body; empty if there is none
 * @param answer what the description shows; empty if it shows nothing
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

    /** The body's fields: those under the example's name, else any, as for a request that is refused before it is read. */
    JsonObject fields() {
        JsonObject examples =
                object(object(object(object(operation.value(), "requestBody"), "content"), type), "examples");
        JsonObject named = examples.containsKey(name)
                ? examples.getJsonObject(name)
                : examples.values().iterator().next().asJsonObject();
        return named.getJsonObject("value");
    }

    /** What must have happened at the server for a request to be answered so; empty if the request alone is enough. */
    Optional<String> circumstance() {
        return request("when");
    }

    /** What the request has of that kind, as {@code query} or {@code caller}. */
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
