package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.portrait.it.server.RunningServer;
import dev.portrait.security.TokenRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@ContractSection(7)
@DisplayName("Attacks with tokens")
class TokenAttackIT {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Portrait portrait;
    private final RunningServer server;
    private final TokenMinter minter;
    private final Person ann;
    private final String subject;

    TokenAttackIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
        this.minter = portrait.minter();
        this.ann = portrait.person();
        this.subject = TokenMinter.subject(ann.token());
    }

    @AfterEach
    void assert_nothing_was_written() {
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Bearer", "Bearer ", "Bearer .", "Bearer ..", "Basic YTpi", "Token x", "Bearer a b"})
    @DisplayName("An Authorization header without a token is 401")
    void no_token(String header) {
        Answer answer = portrait.send(portrait.request(ann.path())
                .header("Authorization", header)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"bio\":\"written\"}")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).containsAnyOf("\"not_authenticated\"", "\"authentication_failed\"");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    @DisplayName("Two Authorization headers are refused, or one of them is used")
    void two_headers() throws IOException {
        for (List<String> tokens : List.of(List.of("x.y.z", ann.token()), List.of(ann.token(), "x.y.z"))) {
            String answer = RawRequest.send(
                    portrait.base(),
                    "PUT " + portrait.base().resolve(ann.path()).getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Authorization: Bearer " + tokens.get(0) + "\r\nAuthorization: Bearer " + tokens.get(1)
                            + "\r\nContent-Type: application/json\r\nContent-Length: 17\r\nConnection: close\r\n\r\n"
                            + "{\"bio\":\"\\u0020x\"}");
            // The server chooses the header. Either way only the owner's token can change the profile.
            assertThat(answer).doesNotStartWith("HTTP/1.1 5").matches("(?s)HTTP/1.1 (200|400|401) .*");
            ann.form("PUT", Map.of("bio", "")).user();
        }
    }

    @Test
    @DisplayName("A token signed with another key or algorithm, or not signed, is 401")
    void signatures() throws JOSEException, IOException {
        JWTClaimsSet good = TokenMinter.claims(subject, HOUR).build();
        TokenMinter stranger = new TokenMinter();
        AtomicInteger fetched = new AtomicInteger();
        HttpServer bait = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bait.createContext("/", exchange -> {
            fetched.incrementAndGet();
            byte[] keys = ("{\"keys\":[" + stranger.publicJwk() + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        bait.start();
        try {
            URI keys = URI.create("http://127.0.0.1:" + bait.getAddress().getPort() + "/keys");
            String claims = good.toString();
            List<String> tokens = List.of(
                    stranger.sign(good),
                    stranger.sign(header().jwkURL(keys).build(), claims),
                    stranger.sign(header().x509CertURL(keys).build(), claims),
                    stranger.sign(header().jwk(stranger.publicJwk()).build(), claims),
                    stranger.sign(
                            header().x509CertChain(List.of(Base64.encode(stranger.publicKey())))
                                    .build(),
                            claims),
                    stranger.sign(header().keyID("unknown").build(), claims),
                    minter.sign(
                            header().criticalParams(Set.of("understood-by-nobody"))
                                    .customParam("understood-by-nobody", true)
                                    .build(),
                            claims),
                    stranger.sign(header().keyID("../../../../etc/passwd").build(), claims),
                    stranger.sign(header().keyID("' or '1'='1").build(), claims),
                    minter.sign(
                            new JWSHeader.Builder(JWSAlgorithm.RS512)
                                    .keyID("portrait")
                                    .build(),
                            claims),
                    minter.sign(
                            new JWSHeader.Builder(JWSAlgorithm.PS256)
                                    .keyID("portrait")
                                    .build(),
                            claims),
                    new TokenMinter(JWSAlgorithm.ES256).sign(good),
                    hmac(good, minter.publicKey()),
                    hmac(good, minter.publicJwk().toJSONString().getBytes(StandardCharsets.UTF_8)),
                    hmac(good, pem().getBytes(StandardCharsets.US_ASCII)),
                    withoutSignature(minter.sign(good), "{\"alg\":\"none\"}"),
                    withoutSignature(minter.sign(good), "{\"alg\":\"None\",\"typ\":\"JWT\"}"),
                    withoutSignature(minter.sign(good), "{\"alg\":\"RS256\"}"),
                    minter.sign(good) + "." + minter.sign(good),
                    minter.sign(good).replaceFirst("\\.[^.]+\\.", "." + encode(claims.replace("user", "admin")) + "."));

            tokens.forEach(this::refused);
            assertThat(fetched).hasValue(0);
            assertNoneIsLogged(tokens);
        } finally {
            bait.stop(0);
        }
    }

    @Test
    @DisplayName("A token with a wrong time, issuer or audience is 401")
    void claims() {
        Instant now = Instant.now();
        JWTClaimsSet.Builder good = TokenMinter.claims(subject, HOUR);
        List<String> tokens = new ArrayList<>();
        for (JWTClaimsSet claims : List.of(
                copy(good)
                        .expirationTime(Date.from(now.minusSeconds(90)))
                        .issueTime(Date.from(now.minusSeconds(900)))
                        .build(),
                copy(good).expirationTime(null).build(),
                copy(good).notBeforeTime(Date.from(now.plusSeconds(1800))).build(),
                copy(good).claim("nbf", "soon").build(),
                copy(good).claim("nbf", List.of(1)).build(),
                copy(good).claim("nbf", Map.of("a", 1)).build(),
                copy(good).issuer("https://identity.example/").build(),
                copy(good).issuer("https://identity.example.evil.example").build(),
                copy(good).issuer(null).build(),
                copy(good).audience("other").build(),
                copy(good).audience(List.of()).build(),
                copy(good).audience((String) null).build(),
                copy(good).claim("aud", Map.of("portrait", true)).build(),
                copy(good).subject(null).build(),
                copy(good).subject("").build(),
                copy(good).subject("x".repeat(256)).build())) {
            tokens.add(minter.sign(claims));
        }
        tokens.forEach(this::refused);
        assertNoneIsLogged(tokens);
    }

    @Test
    @DisplayName("Claims of a wrong type grant no access and cause no 500")
    void refuses_claims_of_a_wrong_type() {
        String now = Long.toString(Instant.now().getEpochSecond());
        String later = Long.toString(Instant.now().plus(HOUR).getEpochSecond());
        String good =
                "{\"iss\":\"%s\",\"aud\":\"portrait\",\"jti\":\"x\",\"iat\":%s,\"exp\":%s,\"sub\":\"%s\",\"groups\":[\"user\"]}"
                        .formatted(TokenMinter.ISSUER, now, later, subject);
        String sub = "\"sub\":\"" + subject + "\"";
        String groups = "\"groups\":[\"user\"]";
        String exp = "\"exp\":" + later;
        List<String> tokens = Stream.of(
                        good.replace(sub, "\"sub\":7"),
                        good.replace(sub, "\"sub\":{}"),
                        good.replace(sub, "\"sub\":[\"" + subject + "\"]"),
                        good.replace(sub, "\"sub\":null"),
                        good.replace(groups, "\"groups\":7"),
                        good.replace(groups, "\"groups\":{\"user\":true}"),
                        good.replace(groups, "\"groups\":[[\"user\"]]"),
                        good.replace(groups, "\"groups\":[\"USER\",\"user \",\"users\"]"),
                        good.replace(groups, "\"roles\":[\"user\"]"),
                        good.replace(exp, "\"exp\":-1"),
                        good.replace(exp, "\"exp\":\"soon\""),
                        good.replace(exp, "\"exp\":{}"),
                        good.replace(exp, "\"exp\":null"),
                        "[" + good + "]",
                        good.substring(0, good.length() - 1),
                        "",
                        "null",
                        "x",
                        good.replace("{\"iss", "{\"deep\":" + "[".repeat(1500) + "]".repeat(1500) + ",\"iss")
                                .replace(groups, "\"x\":0"))
                .map(payload -> minter.sign(header().build(), payload))
                .toList();
        for (String token : tokens) {
            Answer answer = put(token);
            assertThat(answer.status()).as(answer::toString).isIn(400, 401, 403);
            assertThat(answer.header("Content-Type")).as(answer + " " + token).startsWith("application/json");
        }
        assertNoneIsLogged(tokens);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A token without an optional part is accepted, or the log says why it is refused")
    void accepts_or_explains_unusual_tokens(Unusual token) {
        Answer answer = portrait.get("api/v2/user/me/", token.sign(minter, subject));

        if (answer.status() != 200) {
            answer.refused(401, "authentication_failed");
            Await.until(
                    "the log says why",
                    () -> server.logText().contains("A token was refused: " + token.refusal.explanation()));
        } else {
            assertThat(answer.user()).isEqualTo(ann.profile());
        }
    }

    /** Variations of tokens that some identity providers issue. */
    private enum Unusual {
        WITHOUT_ID(TokenRefusal.ID) {
            @Override
            String sign(TokenMinter minter, String subject) {
                return minter.sign(TokenMinter.claims(subject, HOUR).jwtID(null).build());
            }
        },
        WITHOUT_ISSUE_TIME(TokenRefusal.ISSUE_TIME) {
            @Override
            String sign(TokenMinter minter, String subject) {
                return minter.sign(
                        TokenMinter.claims(subject, HOUR).issueTime(null).build());
            }
        },
        WITHOUT_TYPE(TokenRefusal.TYPE) {
            @Override
            String sign(TokenMinter minter, String subject) {
                return minter.sign(header().type(null).build(), claims(subject));
            }
        },
        OF_RFC_9068(TokenRefusal.TYPE) {
            @Override
            String sign(TokenMinter minter, String subject) {
                return minter.sign(header().type(new JOSEObjectType("at+jwt")).build(), claims(subject));
            }
        },
        WITHOUT_NAME(TokenRefusal.SIGNATURE) {
            @Override
            String sign(TokenMinter minter, String subject) {
                return minter.sign(TokenMinter.claims(subject, HOUR)
                        .claim("preferred_username", null)
                        .claim("upn", null)
                        .build());
            }
        },
        LONG(TokenRefusal.SIGNATURE) {
            @Override
            String sign(TokenMinter minter, String subject) {
                return minter.sign(TokenMinter.claims(subject, HOUR)
                        .claim("more", "x".repeat(9_000))
                        .build());
            }
        };

        private final TokenRefusal refusal;

        Unusual(TokenRefusal refusal) {
            this.refusal = refusal;
        }

        abstract String sign(TokenMinter minter, String subject);

        private static String claims(String subject) {
            return TokenMinter.claims(subject, HOUR).build().toString();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Offline", "Logout"})
    @DisplayName("A token issued for another purpose is 401, and the log says why")
    void refuses_tokens_for_another_purpose(String type) {
        String token =
                minter.sign(TokenMinter.claims(subject, HOUR).claim("typ", type).build());
        refused(token);
        portrait.get(ann.path(), token).refused(401, "authentication_failed");
        Await.until(
                "the log says why",
                () -> server.logText().contains("A token was refused: " + TokenRefusal.PURPOSE.explanation()));
    }

    @Test
    @DisplayName("A token of 1 MiB is refused, or the connection is closed")
    void refuses_a_huge_token() throws IOException {
        String answer = RawRequest.send(
                portrait.base(),
                "GET " + portrait.base().resolve("api/v2/user/me/").getPath()
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "a".repeat(1 << 20)
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)(HTTP/1.1 (400|401|413|414|431) .*)?").doesNotContain("xception");
        assertThat(portrait.get("api/v2/health/").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Another user's token changes nothing, and valid tokens are never logged")
    void refuses_another_users_token() {
        Person bob = portrait.person();

        portrait.send("PUT", ann.path(), bob.token(), "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .refused(403, "permission_denied");

        assertNoneIsLogged(List.of(ann.token(), bob.token()), file -> true);
    }

    private void refused(String token) {
        assertThat(put(token).refused(401, "authentication_failed").text()).doesNotContain(token);
    }

    private Answer put(String token) {
        return portrait.send(
                "PUT", ann.path(), token, "application/json", "{\"bio\":\"written\"}".getBytes(StandardCharsets.UTF_8));
    }

    private void assertNoneIsLogged(List<String> refused) {
        assertNoneIsLogged(refused, file -> !isDiagnosticFile(file));
    }

    /** Searches the logs for the last part of each token, its signature. */
    private void assertNoneIsLogged(List<String> tokens, Predicate<Path> where) {
        Set<String> secrets = Set.copyOf(tokens.stream()
                .map(token -> token.substring(token.lastIndexOf('.') + 1))
                .filter(signature -> signature.length() > 20)
                .toList());
        try (Stream<Path> files = Files.walk(server.log().getParent())) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log") && where.test(file))
                    .toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(log.toString()).noneMatch(text::contains);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Open Liberty (25.0.0.9) writes refused tokens to its diagnostic files, see server-config/open-liberty/README.md.
    private static boolean isDiagnosticFile(Path file) {
        return file.getParent().endsWith("ffdc") || file.endsWith("trace.log");
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("portrait");
    }

    private static JWTClaimsSet.Builder copy(JWTClaimsSet.Builder claims) {
        return new JWTClaimsSet.Builder(claims.build());
    }

    private static String hmac(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String withoutSignature(String token, String header) {
        return encode(header) + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }

    private static String encode(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String pem() throws IOException {
        return Files.readString(minter.writePublicKey(Files.createTempFile("portrait", ".pem")));
    }
}
