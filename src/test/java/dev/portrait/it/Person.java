package dev.portrait.it;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A user with a profile and a token for it. */
public record Person(Portrait portrait, long id, String token) {

    public String path() {
        return "api/v2/user/" + id + "/";
    }

    /** Reads the profile again, as its owner. */
    public JsonObject profile() {
        return portrait.get(path(), token).user();
    }

    public Answer json(String method, String body) {
        return send(method, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer form(String method, Map<String, String> fields) {
        return send(method, "application/x-www-form-urlencoded", encode(fields).getBytes(StandardCharsets.US_ASCII));
    }

    public Answer parts(String method, Multipart parts) {
        return send(method, parts.contentType(), parts.body());
    }

    public Answer put(Multipart parts) {
        return parts("PUT", parts);
    }

    public Answer send(String method, String contentType, byte[] body) {
        return portrait.send(method, path(), token, contentType, body);
    }

    /** Encodes the fields as application/x-www-form-urlencoded. */
    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
