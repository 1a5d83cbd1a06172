package dev.portrait.error.web;

import dev.portrait.language.Messages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reduces {@code Accept-Language} to the language of the messages. RESTEasy refuses a request in which that header is malformed, before
 * any JAX-RS filter (seen in WildFly 39.0.1 and Open Liberty 25.0.0.9).
 */
public class AcceptedLanguageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        chain.doFilter(
                given == null
                        ? request
                        : new RequestInLanguage(
                                request, Messages.accepted(given).language()),
                response);
    }

    private static final class RequestInLanguage extends HttpServletRequestWrapper {

        private final String language;

        RequestInLanguage(HttpServletRequest request, String language) {
            super(request);
            this.language = language;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT_LANGUAGE) ? language : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT_LANGUAGE)
                    ? Collections.enumeration(Set.of(language))
                    : super.getHeaders(name);
        }
    }
}
