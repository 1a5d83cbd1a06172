package dev.portrait.security;

import dev.portrait.config.TokenSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The identity provider's public keys, read to tell the administrator whether they can be had. The server reads them for
 * itself, and when it does so again is its own affair.
 */
@Singleton
public class TokenKeys {

    private static final Logger LOG = Logger.getLogger(TokenKeys.class.getName());
    private static final int MAX_BYTES = 1 << 20;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    // Whoever asks for the health every second must not make us ask the identity provider every second.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final TokenSettings settings;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state = new State(List.of(), "the keys were not read yet", Instant.EPOCH);

    @Inject
    TokenKeys(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Why no token can be verified, or empty once the keys were there: a provider that is away later must not take a
     * server down that still knows its keys. Who asks while somebody else reads is told what was known before.
     */
    public Optional<String> fault() {
        boolean due = !clock.instant().isBefore(state.lastTry.plus(PAUSE));
        if (state.names.isEmpty() && due && reading.tryLock()) {
            try {
                read();
            } finally {
                reading.unlock();
            }
        }
        State known = state;
        return known.names.isEmpty() ? Optional.of(known.fault) : Optional.empty();
    }

    /** Reads the keys now. @return which they are, or why they could not be read */
    public String reload() {
        reading.lock();
        try {
            return read();
        } finally {
            reading.unlock();
        }
    }

    private String read() {
        if (settings.refusesEveryToken()) {
            return failed("no key or no issuer is configured");
        }
        try {
            List<String> names = KeyNames.in(text());
            state = new State(names, "", clock.instant());
            return names.size() + " from " + settings.keySource() + ": " + String.join(", ", names);
        } catch (IOException e) {
            // The message may have the whole address, and in it a secret.
            LOG.log(Level.FINE, "The keys could not be read", e);
            return failed("the keys of the identity provider cannot be read");
        } catch (GeneralSecurityException | JsonException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "The keys are none", e);
            return failed("what is configured as the identity provider's keys has no usable key");
        }
    }

    private String failed(String fault) {
        state = new State(state.names, fault, clock.instant());
        return fault + " (" + settings.keySource() + ")";
    }

    private String text() throws IOException {
        if (settings.key().isPresent()) {
            return settings.key().get();
        }
        Instant end = clock.instant().plus(DEADLINE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = open(settings.location().orElseThrow())) {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0 && bytes.size() < MAX_BYTES; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (clock.instant().isAfter(end)) {
                    throw new IOException("too slow");
                }
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
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

    /**
     * What is known of the keys.
     *
     * @param names of the keys that were read last; empty if none ever were
     * @param fault why the last try failed, for anybody to see
     */
    private record State(List<String> names, String fault, Instant lastTry) {}
}
