package dev.portrait.security.web;

import dev.portrait.config.TokenSettings;
import dev.portrait.security.TokenRefusal;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Clock;

/**
 * Tells the caller why a token was refused, in the header that says so (RFC 6750 section 3, {@code error_description}). A page shows
 * the cause. The caller learns nothing that is not in its own token.
 */
public class RefusalReason extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String REFUSED = "Bearer error=\"invalid_token\"";

    @Inject
    transient TokenSettings settings;

    @Inject
    transient Clock clock;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        chain.doFilter(request, authorization == null ? response : new WithReason(request, response, authorization));
    }

    private final class WithReason extends HttpServletResponseWrapper {

        private final HttpServletRequest request;
        private final String authorization;

        WithReason(HttpServletRequest request, HttpServletResponse response, String authorization) {
            super(response);
            this.request = request;
            this.authorization = authorization;
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, withReason(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, withReason(name, value));
        }

        private String withReason(String name, String value) {
            if (!HttpHeaders.WWW_AUTHENTICATE.equalsIgnoreCase(name) || !REFUSED.equals(value)) {
                return value;
            }
            TokenRefusal refusal = TokenRefusal.diagnose(authorization, settings, clock.instant());
            // The server accepted the token, and Portrait refused its user.
            boolean accepted = request.getUserPrincipal() != null && refusal == TokenRefusal.SIGNATURE;
            return accepted ? value : value + ", error_description=\"" + refusal.description() + '"';
        }
    }
}
