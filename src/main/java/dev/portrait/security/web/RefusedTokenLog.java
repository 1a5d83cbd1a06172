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

/** Logs why tokens are refused: each reason once an hour, so that a flood of bad tokens fills no log. */
public class RefusedTokenLog extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(RefusedTokenLog.class.getName());
    private static final Duration PAUSE = Duration.ofHours(1);

    private final transient Map<TokenRefusal, Instant> logged = new ConcurrentHashMap<>();

    @Inject
    transient TokenSettings settings;

    @Inject
    transient Clock clock;

    // An error page is a dispatch of its own, the only one where the container refused before any filter.
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED && authorization != null) {
            Instant now = clock.instant();
            TokenRefusal refusal = TokenRefusal.of(authorization, settings, now);
            boolean accepted =
                    request.getUserPrincipal() != null; // by the server, and refused for its user or its time
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
