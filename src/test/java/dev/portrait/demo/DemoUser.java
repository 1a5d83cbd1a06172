package dev.portrait.demo;

import dev.portrait.it.TokenMinter;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * A user of the demo.
 *
 * @param token valid for 8 hours
 */
record DemoUser(long id, String username, String token) {

    /** Signs in with a token for this user. The first request creates the user, later starts of the demo find it again. */
    static DemoUser signedIn(String username, String realName, TokenMinter minter, URI server)
            throws IOException, InterruptedException, DemoFailure {
        String token = minter.token(
                "demo-" + username,
                Map.of(
                        "preferred_username",
                        username,
                        "name",
                        realName,
                        "email",
                        username + "@example.org",
                        "email_verified",
                        true));
        HttpRequest me = HttpRequest.newBuilder(server.resolve("api/v2/user/me/"))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(me, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new DemoFailure("The server answers " + answer.statusCode() + " to the demo user " + username
                    + ": delete the data folder, or " + DemoSettings.OTHER_FOLDER);
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            long id = reader.readObject().getJsonNumber("id").longValueExact();
            return new DemoUser(id, username, token);
        }
    }
}
