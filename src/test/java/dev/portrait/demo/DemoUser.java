package dev.portrait.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A user of the demo, with a token that is valid for 8 hours. */
record DemoUser(long id, DemoAccount account, String token, boolean isNew, URI server) {

    private static final String BOUNDARY = "portrait-demo-part";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Signs in with the token. The first request creates the user, later starts of the demo find it again. */
    static DemoUser signedIn(DemoAccount account, String token, URI server)
            throws IOException, InterruptedException, DemoFailure {
        JsonObject profile = send(HttpRequest.newBuilder(server.resolve("api/v2/user/me/")), account, token);
        boolean untouched = profile.isNull("avatar") && profile.getString("bio").isEmpty();
        return new DemoUser(profile.getJsonNumber("id").longValueExact(), account, token, untouched, server);
    }

    /** Fills the profile with texts and pictures, unless somebody has changed it before. */
    void introduce(Map<String, String> texts, Map<String, byte[]> pictures)
            throws IOException, InterruptedException, DemoFailure {
        if (isNew) {
            JsonObject unused = send(
                    HttpRequest.newBuilder(server.resolve("api/v2/user/" + id + "/"))
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .PUT(BodyPublishers.ofByteArray(form(texts, pictures))),
                    account,
                    token);
        }
    }

    private static byte[] form(Map<String, String> texts, Map<String, byte[]> pictures) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            part(form, "name=\"" + text.getKey() + "\"", text.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            part(form, "name=\"%s\"; filename=\"picture.png\"".formatted(picture.getKey()), picture.getValue());
        }
        form.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static void part(ByteArrayOutputStream form, String names, byte[] content) throws IOException {
        form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + names + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        form.write(content);
        form.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static JsonObject send(HttpRequest.Builder request, DemoAccount account, String token)
            throws IOException, InterruptedException, DemoFailure {
        HttpResponse<String> answer = CLIENT.send(
                request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new DemoFailure("The server answers " + answer.statusCode() + " to the demo user "
                    + account.username() + ": delete the data folder, or " + DemoSettings.OTHER_FOLDER);
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
