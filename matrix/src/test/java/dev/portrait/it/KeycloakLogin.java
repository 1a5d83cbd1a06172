package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signs users in like a browser with a public client: authorization code flow with PKCE (RFC 7636).
 *
 * @param page the redirect address
 */
record KeycloakLogin(JsonObject discovery, URI page) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** Signs in with name and password on Keycloak's page and returns the tokens. */
    Tokens signIn(String username, String password) throws IOException, InterruptedException, GeneralSecurityException {
        String proof = UUID.randomUUID().toString() + UUID.randomUUID();
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(proof.getBytes(StandardCharsets.US_ASCII)));
        HttpResponse<String> page = CLIENT.send(
                HttpRequest.newBuilder(URI.create(discovery.getString("authorization_endpoint") + "?"
                                + form(Map.of(
                                        "response_type",
                                        "code",
                                        "scope",
                                        "openid",
                                        "code_challenge",
                                        challenge,
                                        "code_challenge_method",
                                        "S256"))))
                        .build(),
                BodyHandlers.ofString());
        // By hand: Java does not send Secure cookies to http://127.0.0.1, browsers do.
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        HttpResponse<String> back = CLIENT.send(
                post(
                                firstGroup(FORM, page.body()).replace("&amp;", "&"),
                                Person.encode(Map.of("username", username, "password", password)))
                        .header("Cookie", cookies)
                        .build(),
                BodyHandlers.ofString());
        String code = firstGroup(CODE, back.headers().firstValue("Location").orElse(""));
        return tokens(Map.of("grant_type", "authorization_code", "code", code, "code_verifier", proof));
    }

    /** Refreshes the tokens of a signed-in user. */
    Tokens refresh(Tokens tokens) throws IOException, InterruptedException {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
    }

    /** Returns what other clients learn of the user (OpenID Connect Core 1.0, section 5.3). */
    JsonObject userInfo(Tokens tokens) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(discovery.getString("userinfo_endpoint")))
                .header("Authorization", "Bearer " + tokens.access())
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private Tokens tokens(Map<String, String> grant) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                post(discovery.getString("token_endpoint"), form(grant)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            JsonObject json = reader.readObject();
            return new Tokens(json.getString("access_token"), json.getString("refresh_token"));
        }
    }

    private String form(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(Map.of("client_id", "portrait", "redirect_uri", page.toString()));
        all.putAll(fields);
        return Person.encode(all);
    }

    private static HttpRequest.Builder post(String uri, String form) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private static String firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /**
     * The tokens that Keycloak issues.
     *
     * @param access the token for Portrait
     * @param refresh the token with which Keycloak issues new ones
     */
    record Tokens(String access, String refresh) {}
}
