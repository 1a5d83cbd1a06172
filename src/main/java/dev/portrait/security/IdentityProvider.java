package dev.portrait.security;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.OidcSettings;
import dev.portrait.config.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Knows which origins a page must be allowed to call to sign in at the identity provider (contract §13). Reads the provider's discovery
 * document (OpenID Connect Discovery 1.0) unless the setting lists the origins. While the document cannot be read, the last known origins
 * stay in force.
 */
@Singleton
public class IdentityProvider {

    private static final Logger LOG = Logger.getLogger(IdentityProvider.class.getName());
    private static final String DOCUMENT = "/.well-known/openid-configuration";
    private static final int MAX_BYTES = 1 << 18;
    private static final int MAX_DEPTH = 20;
    private static final int TIMEOUT_MILLIS = 2000;
    private static final Duration DEADLINE = Duration.ofSeconds(4);
    private static final Duration FRESH = Duration.ofMinutes(10);
    // While the provider does not answer, one page in this time waits for it.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final OidcSettings settings;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state;

    @Inject
    IdentityProvider(Settings settings, Clock clock) {
        this.settings = settings.oidc();
        this.clock = clock;
        Set<String> known = new TreeSet<>(this.settings.origins());
        if (this.settings.clientId().isPresent()) {
            this.settings.authority().flatMap(OidcSettings::originOf).ifPresent(known::add);
        }
        boolean complete =
                this.settings.clientId().isEmpty() || !this.settings.origins().isEmpty();
        state = new State(Set.copyOf(known), "", complete ? Instant.MAX : Instant.EPOCH);
    }

    /** Returns the origins of the provider's endpoints; none if sign-in is not configured. Callers who come while another one reads do not wait. */
    public Set<String> origins() {
        if (!clock.instant().isBefore(state.nextTry) && reading.tryLock()) {
            try {
                if (!clock.instant().isBefore(state.nextTry)) {
                    state = read();
                }
            } finally {
                reading.unlock();
            }
        }
        return state.origins;
    }

    /** Describes for the administrator whether and where people can sign in on the pages. */
    public String description() {
        if (settings.clientId().isEmpty()) {
            return "not configured (portrait.oidc.client-id)";
        }
        String origins = String.join(", ", new TreeSet<>(origins()));
        return "client " + settings.clientId().get() + " at "
                + settings.authority().orElse("") + ", origins " + origins
                + (state.fault.isEmpty() ? "" : "; " + state.fault);
    }

    private State read() {
        String authority = settings.authority().orElseThrow();
        try {
            Map<String, String> document = members(text(authority.replaceFirst("/$", "") + DOCUMENT));
            if (!authority.equals(document.get("issuer"))) {
                return failed("the issuer in its discovery document is another");
            }
            Optional<String> tokens = Optional.ofNullable(document.get("token_endpoint"))
                    .map(endpoint -> endpoint.replaceFirst("\\?.*", ""))
                    .flatMap(OidcSettings::originOf);
            if (tokens.isEmpty()) {
                return failed("its discovery document has no secure token_endpoint");
            }
            Set<String> origins = new TreeSet<>(Set.of(tokens.get()));
            OidcSettings.originOf(authority).ifPresent(origins::add);
            return new State(Set.copyOf(origins), "", clock.instant().plus(FRESH));
        } catch (IOException | JsonException | IllegalArgumentException e) {
            LOG.log(Level.FINE, "The discovery document could not be read", e);
            return failed("its discovery document cannot be read");
        }
    }

    private State failed(String fault) {
        if (!fault.equals(state.fault)) {
            LOG.warning("Signing in on the pages may fail at "
                    + settings.authority().orElse("") + ": " + fault + ".");
        }
        return new State(state.origins, fault, clock.instant().plus(PAUSE));
    }

    private String text(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false); // browsers would need the other origin too
        connection.setRequestProperty("Accept", "application/json");
        Instant end = clock.instant().plus(DEADLINE);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("status " + connection.getResponseCode());
            }
            return read(connection, end);
        } finally {
            connection.disconnect();
        }
    }

    private String read(HttpURLConnection connection, Instant end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (bytes.size() > MAX_BYTES || clock.instant().isAfter(end)) {
                    throw new IOException("too long or too slow");
                }
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns the texts of an object, by member name. Skips arrays and objects within it. */
    private static Map<String, String> members(String json) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(new StringReader(json))) {
            int depth = 0;
            String name = "";
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> {
                        if (++depth > MAX_DEPTH) {
                            throw new IllegalArgumentException("too deep");
                        }
                    }
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> name = depth == 1 ? parser.getString() : "";
                    case VALUE_STRING -> {
                        if (depth == 1) {
                            members.putIfAbsent(name, parser.getString());
                        }
                    }
                    default -> {}
                }
            }
        }
        return members;
    }

    /**
     * The outcome of the latest attempts.
     *
     * @param fault why the last attempt failed; empty if it did not
     */
    private record State(Set<String> origins, String fault, Instant nextTry) {}
}
