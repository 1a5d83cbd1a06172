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
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
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
        assertThat(at(pem).reload())
                .isEqualTo("read from " + pem.toUri()
                        + "; they are in PEM, which some servers parse again for each request:"
                        + " a JSON web key set is faster");
    }

    @Test
    void reads_a_key_set_from_a_file_and_from_a_server() throws IOException {
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
            assertThat(at(keys).reload()).isEqualTo("read from " + keys.toUri());
            assertThat(keys(Optional.empty(), Optional.of(url)).reload()).isEqualTo("read from " + url);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void reads_a_key_that_is_the_value_of_a_setting() throws IOException {
        TokenMinter minter = new TokenMinter();
        String pem = Files.readString(minter.writePublicKey(folder.resolve("key.pem")));
        String set = Files.readString(minter.writeKeySet(folder.resolve("keys.json")));
        String encodedSet = Base64.getUrlEncoder().encodeToString(set.getBytes(StandardCharsets.UTF_8));
        String withoutHeader = pem.replaceAll("-----.*?-----", "");

        for (String key : new String[] {pem, set, encodedSet, withoutHeader}) {
            assertThat(keys(Optional.of(key), Optional.empty()).fault()).as(key).isEmpty();
        }
        assertThat(keys(Optional.of(pem), Optional.empty()).reload())
                .startsWith("read from the setting mp.jwt.verify.publickey; they are in PEM");
        assertThat(keys(Optional.of(withoutHeader), Optional.empty()).reload()).contains("in PEM");
        assertThat(keys(Optional.of(encodedSet), Optional.empty()).reload()).doesNotContain("in PEM");
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
                "<!DOCTYPE html><title>Not found</title>",
                "no key",
                "%%%"
            })
    void reports_text_that_is_no_key(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), text);

        assertThat(at(file).fault()).contains("the keys of the identity provider are neither PEM nor JSON web keys");
    }

    @Test
    void reports_a_private_key_in_place_of_the_public_one() throws IOException, GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String type = "PRIVATE KEY";
        Path file = Files.writeString(
                folder.resolve("private"),
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(key)));

        assertThat(at(file).fault()).contains("the keys of the identity provider are neither PEM nor JSON web keys");
    }

    @Test
    void reports_a_missing_file_and_missing_settings() {
        Path missing = folder.resolve("missing");
        assertThat(at(missing).fault()).contains("the keys of the identity provider cannot be read");
        assertThat(at(missing).reload()).endsWith("(" + missing.toUri() + ")");
        assertThat(keys(Optional.empty(), Optional.empty()).fault()).contains("no key or no issuer is configured");
    }

    @Test
    void hides_the_password_and_the_query_of_the_address() {
        TokenKeys keys = keys(Optional.empty(), Optional.of("http://ann:secret@127.0.0.1:1/keys?sig=secret"));

        assertThat(keys.reload()).endsWith("(http://127.0.0.1:1/keys)");
        assertThat(keys.fault().orElse("")).doesNotContain("secret", "127.0.0.1");
    }

    @Test
    @Timeout(20)
    void health_does_not_wait_while_another_caller_reads_the_keys() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TokenKeys keys = keys(Optional.empty(), Optional.of("http://127.0.0.1:" + silent.getLocalPort() + "/keys"));
            CompletableFuture<String> reading = CompletableFuture.supplyAsync(keys::reload);
            silent.accept(); // now the reader waits for a response

            assertThat(keys.fault()).contains("the keys were not read yet");
            assertThat(reading).isNotDone();
        }
    }

    @Test
    void retries_every_ten_seconds_until_the_keys_were_read_once() throws IOException {
        Path file = folder.resolve("key.pem");
        TokenKeys keys = at(file);
        assertThat(keys.fault()).isPresent();

        new TokenMinter().writePublicKey(file);
        now = now.plusSeconds(9);
        assertThat(keys.fault()).as("no retry yet").isPresent();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(keys.fault()).isEmpty();

        Files.delete(file);
        assertThat(keys.reload()).startsWith("the keys of the identity provider cannot be read");
        assertThat(keys.fault()).as("the keys were read before").isEmpty();
    }

    private TokenKeys at(Path file) {
        return keys(Optional.empty(), Optional.of(file.toUri().toString()));
    }

    private TokenKeys keys(Optional<String> key, Optional<String> location) {
        return new TokenKeys(new TokenSettings(key, location, Optional.empty(), ISSUER, Optional.empty()), clock);
    }
}
