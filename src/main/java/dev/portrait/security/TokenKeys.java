package dev.portrait.security;

import dev.portrait.config.TokenSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The identity provider's public keys, read to tell the administrator whether they can be had. The server reads them for
 * itself, and when it does so again is its own affair.
 */
@Singleton
public class TokenKeys {

    private static final int MAX_BYTES = 1 << 20;
    private static final int TIMEOUT_MILLIS = 5000;
    // Whoever asks for the health every second must not make us ask the identity provider every second.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final TokenSettings settings;
    private final Clock clock;

    private List<String> names = List.of();
    private String fault = "";
    private Instant lastTry = Instant.EPOCH;

    @Inject
    TokenKeys(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Why no token can be verified, or empty once the keys were there: a provider that is away later must not take a
     * server down that still knows its keys.
     */
    public synchronized Optional<String> fault() {
        if (names.isEmpty() && !clock.instant().isBefore(lastTry.plus(PAUSE))) {
            reload();
        }
        return names.isEmpty() ? Optional.of(fault) : Optional.empty();
    }

    /** Reads the keys now. @return which they are, or why they could not be read */
    public synchronized String reload() {
        lastTry = clock.instant();
        if (settings.refusesEveryToken()) {
            fault = "no key or no issuer is configured";
            return fault;
        }
        try {
            names = KeyNames.in(text());
            return names.size() + " from " + settings.keySource() + ": " + String.join(", ", names);
        } catch (IOException e) {
            fault = "the keys cannot be read from " + settings.keySource() + ": " + reason(e);
        } catch (GeneralSecurityException | JsonException | IllegalArgumentException e) {
            fault = "there is no usable key in " + settings.keySource();
        }
        return fault;
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getClass() == java.io.FileNotFoundException.class
                ? "it is not there"
                : e.getMessage();
    }

    private String text() throws IOException {
        if (settings.key().isPresent()) {
            return settings.key().get();
        }
        try (InputStream in = open(settings.location().orElseThrow())) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    // A location is a URL, or a resource on the class path (MicroProfile JWT 2.1, section 9.2.2).
    private static InputStream open(String location) throws IOException {
        if (!location.matches("(?i)(https?|file):.*")) {
            InputStream resource =
                    TokenKeys.class.getClassLoader().getResourceAsStream(location.replaceFirst("^/", ""));
            if (resource == null) {
                throw new IOException("it is neither a URL nor on the class path");
            }
            return resource;
        }
        URLConnection connection = URI.create(location).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection.getInputStream();
    }
}
