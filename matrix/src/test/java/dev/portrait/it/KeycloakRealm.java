package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.Keycloak;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The realm of server-config/keycloak, and the actions of its administrator. */
final class KeycloakRealm {

    private static final Path FILE = Path.of("server-config", "keycloak", "portrait-realm.json");
    private static final String REALM = "admin/realms/portrait";
    private static final String KEYS = "org.keycloak.keys.KeyProvider";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Keycloak keycloak;
    private final URI address;

    private KeycloakRealm(Keycloak keycloak, URI address) {
        this.keycloak = keycloak;
        this.address = address;
    }

    /** @param address the public address of Keycloak */
    static KeycloakRealm importInto(Keycloak keycloak, URI address) throws IOException, InterruptedException {
        KeycloakRealm realm = new KeycloakRealm(keycloak, address);
        realm.send("POST", "admin/realms", Files.readString(FILE));
        return realm;
    }

    /** Removes the realm, so that it can be imported again. */
    void remove() throws IOException, InterruptedException {
        send("DELETE", REALM, "");
    }

    /** Reads the discovery document of the realm (OpenID Connect Discovery 1.0, section 4). */
    JsonObject discovery() throws IOException, InterruptedException {
        URI document = address.resolve("/realms/portrait/.well-known/openid-configuration");
        return object(client.send(HttpRequest.newBuilder(document).build(), BodyHandlers.ofString())
                .body());
    }

    /** Sets the addresses to which people come back after they sign in, as server-config/keycloak/README.md does. */
    void setSite(URI site) throws IOException, InterruptedException {
        String id = array(send("GET", REALM + "/clients?clientId=portrait", ""))
                .getJsonObject(0)
                .getString("id");
        JsonObject client = Json.createObjectBuilder()
                .add(
                        "redirectUris",
                        Json.createArrayBuilder()
                                .add(site.toString())
                                .add(site.resolve("admin/").toString()))
                .build();
        send("PUT", REALM + "/clients/" + id, client.toString());
    }

    /** Sets how long new access tokens are valid. */
    void setTokenLifetime(int seconds) throws IOException, InterruptedException {
        send("PUT", REALM, "{\"accessTokenLifespan\":" + seconds + "}");
    }

    /** Ends all sessions of the user, so that refresh tokens are refused. */
    void endSessions(String username) throws IOException, InterruptedException {
        send("POST", REALM + "/users/" + user(username) + "/logout", "");
    }

    /** Adds a user who can sign in. */
    void addUser(String username, String password, String firstName, String lastName)
            throws IOException, InterruptedException {
        JsonObject user = Json.createObjectBuilder()
                .add("username", username)
                .add("email", username + "@example.org")
                .add("emailVerified", true)
                .add("firstName", firstName)
                .add("lastName", lastName)
                .add("enabled", true)
                .add(
                        "credentials",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("type", "password")
                                        .add("value", password)
                                        .add("temporary", false)))
                .build();
        send("POST", REALM + "/users", user.toString());
    }

    /** Adds an attribute that only administrators see and edit. */
    void addAttribute(String name) throws IOException, InterruptedException {
        JsonObject profile = object(send("GET", REALM + "/users/profile", ""));
        JsonArray administrators = Json.createArrayBuilder().add("admin").build();
        JsonObject attribute = Json.createObjectBuilder()
                .add("name", name)
                .add("permissions", Json.createObjectBuilder(Map.of("view", administrators, "edit", administrators)))
                .build();
        JsonArray attributes = Json.createArrayBuilder(profile.getJsonArray("attributes"))
                .add(attribute)
                .build();
        send(
                "PUT",
                REALM + "/users/profile",
                Json.createObjectBuilder(profile)
                        .add("attributes", attributes)
                        .build()
                        .toString());
    }

    /** Sets an attribute of the user. */
    void setAttribute(String username, String name, String value) throws IOException, InterruptedException {
        String path = REALM + "/users/" + user(username);
        JsonArray values = Json.createArrayBuilder().add(value).build();
        JsonObject user = Json.createObjectBuilder(object(send("GET", path, "")))
                .add("attributes", Json.createObjectBuilder().add(name, values))
                .build();
        send("PUT", path, user.toString());
    }

    /** Removes all roles of the user, including the default ones. */
    void removeAllRoles(String username) throws IOException, InterruptedException {
        String roles = REALM + "/users/" + user(username) + "/role-mappings/realm";
        send("DELETE", roles, send("GET", roles, ""));
    }

    /** Adds a role of the realm to the user. */
    void addRole(String username, String role) throws IOException, InterruptedException {
        String known = send("GET", REALM + "/roles/" + role, "");
        send("POST", REALM + "/users/" + user(username) + "/role-mappings/realm", "[" + known + "]");
    }

    /** Returns Keycloak's id of the user, which is the subject of the user's tokens. */
    String user(String username) throws IOException, InterruptedException {
        return array(send("GET", REALM + "/users?exact=true&username=" + username, ""))
                .getJsonObject(0)
                .getString("id");
    }

    /** Adds a key that signs new tokens. The old key stays valid. */
    void addKey() throws IOException, InterruptedException {
        JsonObject provider = Json.createObjectBuilder()
                .add("name", "rotated")
                .add("providerType", KEYS)
                .add("providerId", "rsa-generated")
                .add(
                        "config",
                        Json.createObjectBuilder(Map.of(
                                "priority", Json.createArrayBuilder().add("200").build(),
                                "enabled", Json.createArrayBuilder().add("true").build(),
                                "active", Json.createArrayBuilder().add("true").build())))
                .build();
        send("POST", REALM + "/components", provider.toString());
    }

    /** Removes a key, which invalidates all tokens signed with it. */
    void removeKey(String kid) throws IOException, InterruptedException {
        String provider = object(send("GET", REALM + "/keys", "")).getJsonArray("keys").stream()
                .map(JsonValue::asJsonObject)
                .filter(key -> key.getString("kid").equals(kid))
                .findFirst()
                .orElseThrow()
                .getString("providerId");
        send("DELETE", REALM + "/components/" + provider, "");
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(keycloak.uri().resolve(path))
                        .header("Authorization", "Bearer " + adminToken())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isBetween(200, 299);
        return answer.body();
    }

    private String adminToken() throws IOException, InterruptedException {
        String form = Person.encode(Map.of(
                "client_id",
                "admin-cli",
                "grant_type",
                "password",
                "username",
                "admin",
                "password",
                keycloak.password()));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(keycloak.uri().resolve("realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        return object(answer.body()).getString("access_token");
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonArray array(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }
}
