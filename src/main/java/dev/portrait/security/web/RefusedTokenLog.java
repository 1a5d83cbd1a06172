package dev.portrait.security.web;

import dev.portrait.config.TokenSettings;
import dev.portrait.security.TokenRefusal;
import dev.portrait.telemetry.RequestId;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/** Logs why tokens are refused, each reason once an hour at most, so that bad tokens cannot flood the log. */
public class RefusedTokenLog extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(RefusedTokenLog.class.getName());
    private static final Duration PAUSE = Duration.ofHours(1);

    private final transient Map<TokenRefusal, Instant> logged = new ConcurrentHashMap<>();

    @Inject
    transient TokenSettings settings;

    @Inject
    transient Clock clock;

    // Runs for error pages too: if the container refuses a token before any filter, that is the only run.
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED && authorization != null) {
            Instant now = clock.instant();
            TokenRefusal refusal = TokenRefusal.diagnose(authorization, settings, now);
            // The server accepted the token, and Portrait refused its user or its time.
            boolean accepted = request.getUserPrincipal() != null;
            if (!(accepted && refusal == TokenRefusal.SIGNATURE) && isDue(refusal, now)) {
                LOG.warning(RequestId.with("A token was refused: " + refusal.explanation()));
            }
        }
    }

    private boolean isDue(TokenRefusal refusal, Instant now) {
        Instant last = logged.get(refusal);
        return last == null
                ? logged.putIfAbsent(refusal, now) == null
                : last.plus(PAUSE).isBefore(now) && logged.replace(refusal, last, now);
    }
}
