package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(7)
@DisplayName("Access control")
class AccessIT {

    private static final String CHANGE = "{\"bio\":\"written\"}";
    private static final long MISSING_ID = Long.MAX_VALUE;

    private final Portrait portrait;
    private final Person ann;

    AccessIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("PUT without a token is 401 and writes nothing")
    void put_without_a_token() {
        for (String contentType :
                List.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            Answer answer = portrait.send(portrait.request(ann.path())
                    .header("Content-Type", contentType)
                    .PUT(BodyPublishers.ofString(CHANGE)));

            assertThat(answer.refused(401, "not_authenticated").header("WWW-Authenticate"))
                    .startsWith("Bearer");
        }
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("PUT without the role user is 403 and writes nothing")
    void put_without_the_role() {
        JWTClaimsSet.Builder claims = TokenMinter.claims(subjectOfAnn(), Duration.ofHours(1));

        put(portrait.minter().sign(claims.claim("groups", List.of("admin")).build()))
                .refused(403, "permission_denied");
        put(portrait.minter().sign(claims.claim("groups", null).build())).refused(403, "permission_denied");

        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("PUT with a bad token is 401 and writes nothing")
    void put_with_a_bad_token() throws JOSEException {
        for (String token : badTokens().toList()) {
            Answer answer = put(token);

            assertThat(answer.refused(401, "authentication_failed").header("WWW-Authenticate"))
                    .startsWith("Bearer");
            assertThat(answer.text()).doesNotContain(token);
        }
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("The header of a 401 names the reason why the token is refused")
    void names_the_reason() {
        JWTClaimsSet good =
                TokenMinter.claims(subjectOfAnn(), Duration.ofHours(1)).build();
        Date past = Date.from(Instant.now().minusSeconds(3600));

        assertReason(new JWTClaimsSet.Builder(good).audience("another"), "audience");
        assertReason(new JWTClaimsSet.Builder(good).expirationTime(past), "expired");
    }

    private void assertReason(JWTClaimsSet.Builder claims, String reason) {
        assertThat(portrait.get("api/v2/user/me/", portrait.minter().sign(claims.build()))
                        .refused(401, "authentication_failed")
                        .header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"" + reason + "\"");
    }

    private Stream<String> badTokens() throws JOSEException {
        TokenMinter minter = portrait.minter();
        Duration hour = Duration.ofHours(1);
        Instant now = Instant.now();
        JWTClaimsSet good = TokenMinter.claims(subjectOfAnn(), hour).build();
        SignedJWT hmac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good);
        hmac.sign(new MACSigner(minter.publicKey()));
        String signed = minter.sign(good);
        return Stream.of(
                "no-token",
                "a.b.c",
                signed.substring(0, signed.lastIndexOf('.') + 1),
                signed.substring(0, signed.length() - 4) + "AAAA",
                new TokenMinter().sign(good),
                new PlainJWT(good).serialize(),
                hmac.serialize(),
                minter.sign(new JWTClaimsSet.Builder(good)
                        .issuer("https://other.example")
                        .build()),
                minter.sign(new JWTClaimsSet.Builder(good).expirationTime(null).build()),
                minter.sign(new JWTClaimsSet.Builder(good)
                        .issueTime(Date.from(now.minus(hour)))
                        .expirationTime(Date.from(now.minusSeconds(61)))
                        .build()));
    }

    @Test
    @DisplayName("PUT of another user's profile is 403, of a missing profile 404, whatever the body")
    void put_of_another_id() {
        Person bob = portrait.person();

        for (String body : List.of(CHANGE, "{", "")) {
            portrait.send("PUT", bob.path(), ann.token(), "application/json", bytes(body))
                    .refused(403, "permission_denied");
            portrait.send("PUT", "api/v2/user/" + MISSING_ID + "/", ann.token(), "application/json", bytes(body))
                    .refused(404, "not_found");
        }
        assertThat(bob.profile().getString("bio")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "1.5", "9223372036854775808", "99999999999999999999999", "01", "+1"})
    @DisplayName("An id that is not a positive 64-bit integer is 404")
    void is_404_for_an_invalid_id(String id) {
        portrait.get("api/v2/user/" + id + "/").refused(404, "not_found");
        portrait.send("PUT", "api/v2/user/" + id + "/", ann.token(), "application/json", bytes(CHANGE))
                .refused(404, "not_found");
    }

    @Test
    @DisplayName("Encoded dots in a path are 404, or 400 from the container")
    void refuses_encoded_dots() {
        String path = "api/v2/user/%2e%2e/";
        for (Answer answer : List.of(
                portrait.get(path), portrait.send("PUT", path, ann.token(), "application/json", bytes(CHANGE)))) {
            assertThat(answer.status()).isIn(400, 404);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
        }
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @Test
    @DisplayName("A token without the role gets the public view of its own profile")
    void owner_without_the_role() {
        String token = portrait.minter()
                .sign(TokenMinter.claims(subjectOfAnn(), Duration.ofHours(1))
                        .claim("groups", List.of())
                        .build());

        assertThat(portrait.get(ann.path(), token).user().containsKey("email")).isFalse();
    }

    @Test
    @DisplayName("GET /user/me/ needs a token with the role")
    void requires_the_role_for_me() {
        portrait.get("api/v2/user/me/").refused(401, "not_authenticated");
        portrait.get(
                        "api/v2/user/me/",
                        portrait.minter()
                                .sign(TokenMinter.claims("x", Duration.ofHours(1))
                                        .claim("groups", List.of())
                                        .build()))
                .refused(403, "permission_denied");
    }

    @Test
    @ContractSection(8)
    @DisplayName("The first request with an unknown subject creates a user (contract §8)")
    void creates_the_user_at_the_first_request() {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> claims =
                Map.of("preferred_username", "ann.käfer." + unique, "name", "Ann Käfer", "email", "ann@example.org");

        JsonObject first = portrait.person("one-" + unique, claims).profile();
        JsonObject namesake = portrait.person("two-" + unique, claims).profile();
        JsonObject again = portrait.person("one-" + unique, Map.of("name", "Somebody Else"))
                .profile();

        assertThat(first.getString("username")).isEqualTo("ann_k_fer_" + unique);
        assertThat(first.getString("real_name")).isEqualTo("Ann Käfer");
        assertThat(first.getString("email")).isEqualTo("ann@example.org");
        assertThat(first.getBoolean("email_isvalid")).isFalse();
        assertThat(namesake.getString("username")).matches("ann_k_fer_" + unique + "\\d+");
        assertThat(again).isEqualTo(first);
    }

    @Test
    @ContractSection(8)
    @DisplayName("Simultaneous first requests create one user")
    void creates_one_user_for_simultaneous_requests() throws Exception {
        String token = portrait.minter().token(UUID.randomUUID().toString(), Map.of());

        List<Integer> ids =
                AtOnce.run(Collections.nCopies(20, token), same -> portrait.get("api/v2/user/me/", same)).stream()
                        .map(answer -> answer.user().getInt("id"))
                        .distinct()
                        .toList();

        assertThat(ids).hasSize(1);
    }

    @Test
    @DisplayName("GET with a token without groups shows what anyone sees")
    void get_without_groups() {
        String token = portrait.minter()
                .sign(TokenMinter.claims(subjectOfAnn(), Duration.ofHours(1))
                        .claim("groups", null)
                        .build());

        assertThat(portrait.get(ann.path(), token).user())
                .isEqualTo(portrait.get(ann.path()).user());
    }

    private Answer put(String token) {
        return portrait.send("PUT", ann.path(), token, "application/json", bytes(CHANGE));
    }

    private String subjectOfAnn() {
        return TokenMinter.subject(ann.token());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
