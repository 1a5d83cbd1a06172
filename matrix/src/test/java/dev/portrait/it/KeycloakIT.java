package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.KeycloakLogin.Tokens;
import dev.portrait.it.server.ApplicationServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("keycloak")
@ContractSection({7, 8})
@ExtendWith(SharedKeycloak.Resolver.class)
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
@DisplayName("With Keycloak, configured with server-config/keycloak")
class KeycloakIT {

    private static final String PASSWORD = UUID.randomUUID().toString();

    private static SharedKeycloak keycloak;
    private static KeycloakRealm realm;
    private static KeycloakLogin login;
    private static OwnServer server;
    private static Portrait portrait;

    @Parameter
    ApplicationServer application;

    static Stream<Named<ApplicationServer>> servers() {
        String names = System.getProperty(
                "portrait.servers", ApplicationServer.chosen().name());
        return Stream.of(names.split(",")).map(name -> Named.of(name, ApplicationServer.named(name)));
    }

    @BeforeAll
    static void startKeycloak(SharedKeycloak shared) {
        keycloak = shared;
    }

    @BeforeParameterizedClassInvocation
    static void start(ApplicationServer application) throws IOException, InterruptedException {
        realm = keycloak.importRealm();
        JsonObject discovery = realm.discovery();
        login = new KeycloakLogin(discovery, URI.create("http://127.0.0.1:8080/"));
        server = OwnServer.start(
                application,
                "/",
                Files.createTempDirectory(Path.of("target", "it"), "keycloak-" + application.name()),
                Map.of(
                        "mp.jwt.verify.publickey.location",
                        discovery.getString("jwks_uri"),
                        "mp.jwt.verify.issuer",
                        discovery.getString("issuer"),
                        "mp.jwt.verify.audiences",
                        "portrait",
                        "portrait.oidc.client-id",
                        "portrait"));
        portrait = server.portrait();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException, InterruptedException {
        server.close();
        realm.remove();
    }

    @Test
    @DisplayName("The first sign-in creates a profile from Keycloak's claims, which the user can edit")
    void creates_a_profile_at_the_first_sign_in() throws Exception {
        realm.addUser("ann.example", PASSWORD, "Ann", "O'Example");

        Person ann = person(login.signIn("ann.example", PASSWORD));

        JsonObject profile = ann.profile();
        assertThat(profile.getString("username")).isEqualTo("ann_example");
        assertThat(profile.getString("real_name")).isEqualTo("Ann O'Example");
        assertThat(profile.getString("email")).isEqualTo("ann.example@example.org");
        assertThat(profile.getBoolean("email_isvalid")).isTrue();
        assertThat(profile.getString("status")).isEqualTo("a");

        ann.form("PATCH", Map.of("real_name", "Ann", "username", "ann")).user();
        Person later = person(login.signIn("ann.example", PASSWORD));
        assertThat(later.id()).isEqualTo(ann.id());
        assertThat(later.profile().getString("real_name")).isEqualTo("Ann");
        assertThat(later.profile().getString("username")).isEqualTo("ann");
    }

    @Test
    @ContractSection(13)
    @DisplayName("The page learns where to sign in, and may call that provider only")
    void tells_the_page_where_to_sign_in() {
        assertThat(portrait.get("sign-in/").user().toString())
                .isEqualTo("{\"authority\":\"" + keycloak.uri() + "/realms/portrait\",\"client_id\":\"portrait\","
                        + "\"scope\":\"openid profile email\"}");
        assertThat(portrait.get("").header("Content-Security-Policy"))
                .contains("connect-src 'self' " + keycloak.uri() + ";");
        assertThat(portrait.get("docs/").header("Content-Security-Policy")).contains("connect-src 'self';");
    }

    @Test
    @DisplayName("Roles of the realm are roles in Portrait")
    void roles() throws Exception {
        realm.addUser("bob", PASSWORD, "Bob", "Example");
        realm.removeAllRoles("bob");
        Tokens without = login.signIn("bob", PASSWORD);
        portrait.get("api/v2/user/me/", without.access()).refused(403, "permission_denied");

        realm.addRole("bob", "admin");

        person(login.refresh(without))
                .form("PATCH", Map.of("bio", "an administrator is a user"))
                .user();
    }

    @Test
    @ContractSection(10)
    @DisplayName("Other programs get the address of an avatar in the claim picture, as docs/avatars.md sets it up")
    void passes_the_address_of_an_avatar_on() throws Exception {
        realm.addUser("dora", PASSWORD, "Dora", "Example");
        String address = "https://profiles.example/avatar/subject/" + realm.user("dora");
        realm.addAttribute("picture");
        realm.setAttribute("dora", "picture", address);

        JsonObject claims = login.userInfo(login.signIn("dora", PASSWORD));

        assertThat(claims.getString("picture")).isEqualTo(address).endsWith("/" + claims.getString("sub"));
    }

    @Test
    @DisplayName("A new key of the realm is accepted without a restart, a removed key is refused")
    void rotation() throws Exception {
        realm.addUser("carla", PASSWORD, "Carla", "Example");
        Tokens first = login.signIn("carla", PASSWORD);
        Tokens neverUsed = login.signIn("carla", PASSWORD);
        long jvm = server.running().jvm();
        Person carla = person(first);
        carla.form("PATCH", Map.of("bio", "by the old key")).user();

        realm.addKey();
        Tokens second = login.refresh(first);
        String oldKey = TokenMinter.keyId(first.access());
        assertThat(TokenMinter.keyId(second.access())).isNotEqualTo(oldKey);
        Await.until("a token of the new key is accepted", () -> status(second) == 200);
        assertThat(carla.profile().getString("bio")).isEqualTo("by the old key");
        Person same = person(second);
        assertThat(same.id()).isEqualTo(carla.id());
        same.form("PATCH", Map.of("bio", "by the new key")).user();

        realm.removeKey(oldKey);
        server.running().forgetKeys();
        for (Tokens old : new Tokens[] {first, neverUsed}) {
            Await.until("a token of the removed key is refused", () -> status(old) == 401);
            new Person(portrait, carla.id(), old.access())
                    .form("PATCH", Map.of("bio", "forged"))
                    .refused(401, "authentication_failed");
        }
        assertThat(same.profile().getString("bio")).isEqualTo("by the new key");
        same.form("PATCH", Map.of("bio", "still by the new key")).user();
        assertThat(server.running().jvm()).isEqualTo(jvm);
    }

    private int status(Tokens tokens) {
        return portrait.get("api/v2/user/me/", tokens.access()).status();
    }

    private Person person(Tokens tokens) {
        long id = portrait.get("api/v2/user/me/", tokens.access())
                .user()
                .getJsonNumber("id")
                .longValueExact();
        return new Person(portrait, id, tokens.access());
    }
}
