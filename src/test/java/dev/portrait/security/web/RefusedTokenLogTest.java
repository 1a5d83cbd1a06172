package dev.portrait.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.config.TokenSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusedTokenLogTest {

    private static final Logger LOG = Logger.getLogger(RefusedTokenLog.class.getName());

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();
    private final Clock clock = mock();
    private final RefusedTokenLog filter = new RefusedTokenLog();
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void listen() {
        filter.clock = clock;
        filter.settings = new TokenSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("issuer"), Optional.empty());
        when(clock.instant()).thenReturn(Instant.EPOCH);
        when(response.getStatus()).thenReturn(401);
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void logs_each_reason_once_an_hour() throws Exception {
        send("Bearer secret");
        send("Bearer other");
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("not a signed JSON Web Token")
                .doesNotContain("secret");

        send("bearer secret");
        assertThat(lines).hasSize(2);

        when(clock.instant()).thenReturn(Instant.EPOCH.plus(Duration.ofMinutes(59)));
        send("Bearer secret");
        assertThat(lines).hasSize(2);
        when(clock.instant()).thenReturn(Instant.EPOCH.plus(Duration.ofMinutes(61)));
        send("Bearer secret");
        send("Bearer secret");
        assertThat(lines).hasSize(3);
    }

    @Test
    void logs_nothing_without_a_token_or_for_another_status() throws Exception {
        filter.doFilter(request, response, chain);
        when(response.getStatus()).thenReturn(403);
        send("Bearer secret");
        assertThat(lines).isEmpty();
    }

    @Test
    void logs_nothing_if_the_token_is_valid_and_its_user_is_refused() throws Exception {
        String header = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"; // {"alg":"RS256","typ":"JWT"}
        String claims = "eyJpc3MiOiJpc3N1ZXIiLCJleHAiOjYwMCwianRpIjoieCIsImlhdCI6MH0"; // issuer, exp 600, jti, iat
        when(request.getUserPrincipal()).thenReturn(mock(Principal.class));
        send("Bearer " + header + "." + claims + ".x");
        assertThat(lines).isEmpty();

        when(request.getUserPrincipal()).thenReturn(null);
        send("Bearer " + header + "." + claims + ".x");
        assertThat(lines).singleElement().asString().contains("signature");
    }

    private void send(String authorization) throws Exception {
        when(request.getHeader("Authorization")).thenReturn(authorization);
        filter.doFilter(request, response, chain);
    }
}
