package dev.portrait.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpServer;
import dev.portrait.config.TokenSettings;
import dev.portrait.it.TokenMinter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {

    private static final Optional<String> ISSUER = Optional.of(TokenMinter.ISSUER);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void reads_a_pem_file() throws IOException {
        Path pem = new TokenMinter().writePublicKey(folder.resolve("key.pem"));

        assertThat(at(pem).fault()).isEmpty();
        assertThat(at(pem).reload()).isEqualTo("1 from " + pem.toUri() + ": RSA");
    }

    @Test
    void reads_a_key_set_of_a_file_and_of_a_server() throws IOException {
        Path keys = new TokenMinter(JWSAlgorithm.ES256).writeKeySet(folder.resolve("keys.json"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(Files.readAllBytes(keys));
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
            assertThat(at(keys).reload()).endsWith(": EC portrait");
            assertThat(keys(Optional.empty(), Optional.of(url)).reload()).isEqualTo("1 from " + url + ": EC portrait");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void reads_a_key_that_is_a_setting_itself() throws IOException {
        TokenMinter minter = new TokenMinter();
        String pem = Files.readString(minter.writePublicKey(folder.resolve("key.pem")));
        String set = Files.readString(minter.writeKeySet(folder.resolve("keys.json")));
        String encoded = Base64.getUrlEncoder().encodeToString(set.getBytes(StandardCharsets.UTF_8));

        assertThat(keys(Optional.of(pem), Optional.empty()).fault()).isEmpty();
        assertThat(keys(Optional.of(set), Optional.empty()).fault()).isEmpty();
        assertThat(keys(Optional.of(encoded), Optional.empty()).reload()).endsWith(": RSA portrait");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"keys\":[]}",
                "{\"keys\":[1]}",
                "{\"keys\":1}",
                "{\"keys\":[{}]}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "no key",
                "%%%"
            })
    void says_that_there_is_no_key(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), text);

        assertThat(at(file).fault()).contains("what is configured as the identity provider's keys has no usable key");
    }

    @Test
    void says_that_a_file_is_not_there_and_that_nothing_is_configured() {
        Path away = folder.resolve("away");
        assertThat(at(away).fault()).contains("the keys of the identity provider cannot be read");
        assertThat(at(away).reload()).endsWith("(" + away.toUri() + ")");
        assertThat(keys(Optional.empty(), Optional.empty()).fault()).contains("no key or no issuer is configured");
    }

    @Test
    void shows_no_secret_of_the_address() {
        TokenKeys keys = keys(Optional.empty(), Optional.of("http://ann:secret@127.0.0.1:1/keys?sig=secret"));

        assertThat(keys.reload()).endsWith("(http://127.0.0.1:1/keys)");
        assertThat(keys.fault().orElse("")).doesNotContain("secret", "127.0.0.1");
    }

    @Test
    @Timeout(20)
    void lets_nobody_wait_for_a_provider_that_does_not_answer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TokenKeys keys = keys(Optional.empty(), Optional.of("http://127.0.0.1:" + silent.getLocalPort() + "/keys"));
            CompletableFuture<String> reading = CompletableFuture.supplyAsync(keys::reload);
            silent.accept(); // now it waits for an answer

            assertThat(keys.fault()).contains("the keys were not read yet");
            assertThat(reading).isNotDone();
        }
    }

    @Test
    void keeps_what_it_had_when_the_provider_is_away_and_asks_a_failing_one_every_ten_seconds() throws IOException {
        Path file = folder.resolve("key.pem");
        TokenKeys keys = at(file);
        assertThat(keys.fault()).isPresent();

        new TokenMinter().writePublicKey(file);
        now = now.plusSeconds(9);
        assertThat(keys.fault()).as("not asked again yet").isPresent();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(keys.fault()).isEmpty();

        Files.delete(file);
        assertThat(keys.reload()).startsWith("the keys of the identity provider cannot be read");
        assertThat(keys.fault()).as("known keys stay known").isEmpty();
    }

    private TokenKeys at(Path file) {
        return keys(Optional.empty(), Optional.of(file.toUri().toString()));
    }

    private TokenKeys keys(Optional<String> key, Optional<String> location) {
        return new TokenKeys(new TokenSettings(key, location, Optional.empty(), ISSUER, Optional.empty()), clock);
    }
}
