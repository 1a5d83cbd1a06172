package dev.portrait.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

@Timeout(20)
@DisplayName("The origins that pages call to sign in")
class IdentityProviderTest {

    private static final String TOKENS = "https://tokens.example";

    private final AtomicInteger reads = new AtomicInteger();
    private final Clock clock = Mockito.mock(Clock.class);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private HttpServer server;
    private String authority;
    private String document;

    @BeforeEach
    void start() throws IOException {
        Mockito.when(clock.instant()).thenAnswer(call -> now);
        Mockito.when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority = "http://127.0.0.1:" + server.getAddress().getPort();
        document = document(authority, TOKENS + "/token?tenant=a");
        server.createContext("/.well-known/openid-configuration", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("are those of the discovery document and of the token endpoint in it")
    void origins_of_the_discovery_document() {
        assertThat(provider(Map.of()).origins()).containsExactlyInAnyOrder(authority, TOKENS);
    }

    @Test
    @DisplayName("are none if sign-in is not configured")
    void none_without_a_client() {
        assertThat(provider(Map.of("portrait.oidc.client-id", "")).origins()).isEmpty();
        assertThat(reads).hasValue(0);
    }

    @Test
    @DisplayName("are those of the setting, if there is one")
    void origins_of_the_setting() {
        IdentityProvider provider = provider(Map.of("portrait.oidc.origins", "https://a.example,https://b.example"));

        assertThat(provider.origins()).containsExactlyInAnyOrder(authority, "https://a.example", "https://b.example");
        assertThat(reads).hasValue(0);
    }

    @Test
    @DisplayName("are remembered for ten minutes, and longer while the provider cannot be reached")
    void remembered() {
        IdentityProvider provider = provider(Map.of());
        provider.origins();
        now = now.plus(Duration.ofMinutes(9));
        provider.origins();
        assertThat(reads).hasValue(1);

        document = "down";
        now = now.plus(Duration.ofMinutes(2));
        assertThat(provider.origins()).contains(TOKENS);
        assertThat(provider.description()).endsWith("; its discovery document cannot be read");
        assertThat(reads).hasValue(2);

        document = document(authority, "https://new.example/token");
        now = now.plus(Duration.ofSeconds(31));
        assertThat(provider.origins()).containsExactlyInAnyOrder(authority, "https://new.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\":\"https://other.example\",\"token_endpoint\":\"https://x.example/\"}",
                "{\"token_endpoint\":\"https://x.example/\"}",
                "{\"issuer\":\"AUTHORITY\"}",
                "{\"issuer\":\"AUTHORITY\",\"token_endpoint\":\"http://x.example/\"}",
                "{\"issuer\":\"AUTHORITY\",\"token_endpoint\":\"https://x.example *\"}",
                "{\"issuer\":\"AUTHORITY\",\"token_endpoint\":{\"a\":\"https://x.example/\"}}",
                "{\"issuer\":\"AUTHORITY\",\"x\":{\"token_endpoint\":\"https://x.example/\"}}",
                "[]",
                "{",
                ""
            })
    @DisplayName("never come from another document, or from an insecure address")
    void never_from_another_document(String text) {
        document = text.replace("AUTHORITY", authority);

        assertThat(provider(Map.of()).origins()).containsExactly(authority);
    }

    @Test
    @DisplayName("never come from a document of more than 256 KiB or many levels")
    void bounded() {
        document = document.replace("{", "{\"x\":\"" + "x".repeat(1 << 18) + "\",");
        assertThat(provider(Map.of()).origins()).containsExactly(authority);

        document = "[".repeat(100_000);
        assertThat(provider(Map.of()).origins()).containsExactly(authority);
    }

    @Test
    @DisplayName("are known at once to a request that comes while another one reads")
    void nobody_waits_for_another_reader() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        server.removeContext("/.well-known/openid-configuration");
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange);
        });
        IdentityProvider provider = provider(Map.of());
        CompletableFuture<Object> first = CompletableFuture.supplyAsync(provider::origins);
        asked.await();

        assertThat(provider.origins()).containsExactly(authority);
        release.countDown();
        assertThat(first.get().toString()).contains(TOKENS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        reads.incrementAndGet();
        byte[] body = document.getBytes(UTF_8);
        exchange.sendResponseHeaders(document.equals("down") ? 503 : 200, 0);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String document(String issuer, String tokens) {
        return "{\"issuer\":\"%s\",\"scopes_supported\":[\"openid\"],\"token_endpoint\":\"%s\"}"
                .formatted(issuer, tokens);
    }

    private IdentityProvider provider(Map<String, String> additional) {
        Map<String, String> values =
                new HashMap<>(Map.of("portrait.oidc.client-id", "pages", "portrait.oidc.authority", authority));
        values.putAll(additional);
        return new IdentityProvider(
                new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key)))), clock);
    }
}
