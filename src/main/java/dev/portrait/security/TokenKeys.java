package dev.portrait.security;

import dev.portrait.config.TokenSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Checks for the administrator that the identity provider's public keys can be read. The server reads them for itself, on a schedule that
 * Portrait does not know.
 */
@Singleton
public class TokenKeys {

    private static final Logger LOG = Logger.getLogger(TokenKeys.class.getName());
    private static final int MAX_BYTES = 1 << 20;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    // A monitor that polls every second must not make Portrait call the identity provider every second.
    private static final Duration PAUSE = Duration.ofSeconds(10);
    // The formats of MicroProfile JWT 2.1 section 9.2: PEM, JSON web keys, and either as Base64, which begins with M
    // for a
    // DER sequence and with ew or ey for a brace. No public key in Base64 has fewer than 100 characters.
    private static final Pattern KEYS =
            Pattern.compile("(?s).*(-----BEGIN PUBLIC KEY-----|\"kty\").*|\\s*(?:M|e[wy])[A-Za-z0-9+/_=\\s-]{98,}");

    // Open Liberty 25.0.0.9 does, and then answers a quarter of the requests.
    private static final String PARSED_EACH_TIME =
            "; they are in PEM, which some servers parse again for each request: a JSON web key set is faster";
    private static final Pattern PEM = Pattern.compile("(?s).*-----BEGIN.*|\\s*M.*");

    private final TokenSettings settings;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state = new State(false, "the keys were not read yet", Instant.EPOCH);

    @Inject
    TokenKeys(TokenSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Returns why no token can be verified, or empty once the keys were read: a provider that fails later must not take down a
     * server that still has its keys. A caller who comes while another one reads gets the last known state.
     */
    public Optional<String> fault() {
        boolean due = !clock.instant().isBefore(state.lastTry.plus(PAUSE));
        if (!state.read && due && reading.tryLock()) {
            try {
                read();
            } finally {
                reading.unlock();
            }
        }
        State known = state;
        return known.read ? Optional.empty() : Optional.of(known.fault);
    }

    /** Reads the keys now. @return where they were read from, or why they could not be read */
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
        String keys;
        try {
            keys = text();
            if (!KEYS.matcher(keys).matches()) {
                return failed("the keys of the identity provider are neither PEM nor JSON web keys");
            }
        } catch (IOException | IllegalArgumentException e) {
            // The message may contain the whole address, and with it a secret.
            LOG.log(Level.FINE, "The keys could not be read", e);
            return failed("the keys of the identity provider cannot be read");
        }
        state = new State(true, "", clock.instant());
        return "read from " + settings.keySource() + (PEM.matcher(keys).matches() ? PARSED_EACH_TIME : "");
    }

    private String failed(String fault) {
        state = new State(state.read, fault, clock.instant());
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

    // A location is a URL or a resource on the class path (MicroProfile JWT 2.1 section 9.2.2).
    private static InputStream open(String location) throws IOException {
        if (!location.matches("(?i)(https?|file):.*")) {
            InputStream resource =
                    TokenKeys.class.getClassLoader().getResourceAsStream(location.replaceFirst("^/", ""));
            if (resource == null) {
                throw new IOException("neither a URL nor on the class path");
            }
            return resource;
        }
        URLConnection connection = URI.create(location).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection.getInputStream();
    }

    /**
     * The outcome of the latest attempts.
     *
     * @param read whether any attempt has read keys
     * @param fault why the last attempt failed; contains nothing that is secret
     */
    private record State(boolean read, String fault, Instant lastTry) {}
}
