package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A response of the server. */
public record Answer(HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    public byte[] bytes() {
        return response.body();
    }

    /** Returns the value of the header, or an empty string. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonObject json() {
        assertThat(header("Content-Type")).startsWith("application/json");
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes()))) {
            return reader.readObject();
        }
    }

    /** Asserts status 200 and returns the JSON body, usually a profile. */
    public JsonObject user() {
        assertThat(status()).as(this::toString).isEqualTo(200);
        return json();
    }

    /** Asserts that the whole request was refused with this status and code, and that the body reveals no internals. */
    public Answer refused(int status, String code) {
        assertThat(status()).as(this::toString).isEqualTo(status);
        List<JsonObject> errors = json().getJsonArray("errors").getValuesAs(JsonObject.class);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).keySet()).containsExactlyInAnyOrder("code", "message");
        assertThat(errors.get(0).getString("code")).isEqualTo(code);
        return assertRevealsNoInternals();
    }

    /** Asserts a 400 with exactly these field errors, each given as {@code field:code}. */
    public Answer refusedFields(String... problems) {
        assertThat(status()).as(this::toString).isEqualTo(400);
        assertThat(json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                        .flatMap(error -> error.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                                .peek(message ->
                                        assertThat(message.getString("message")).endsWith("."))
                                .map(message -> error.getString("field") + ":" + message.getString("code"))))
                .containsExactlyInAnyOrder(problems);
        return assertRevealsNoInternals();
    }

    private Answer assertRevealsNoInternals() {
        assertThat(text()).doesNotContainPattern("(?i)exception|at dev\\.|java\\.|jakarta\\.|select |sql|<html|stack");
        return this;
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.uri() + ": " + status() + " " + text();
    }
}
