package dev.portrait.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;

/**
 * Refuses a malformed {@code Host} before the servers make addresses of it, at which some fail and others do not. Refuses path
 * parameters ({@code ;x}): some servers drop them, so that rules of a proxy by path do not see what they let through. Refuses
 * {@code *} instead of a path: Payara passes it on, and then fails to look up a file by it. Keeps the body of a caller without a
 * token from being read.
 */
public class WellFormedRequest extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String API = "/api/";
    private static final Pattern PATH_PARAMETER = Pattern.compile(";|%3[Bb]");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getHeader("Host");
        if (host != null && Authority.parse(host).isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String path = request.getRequestURI();
        if (!path.startsWith("/") || PATH_PARAMETER.matcher(path).find()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(isAnonymousCall(request) ? new WithoutBody(request) : request, response);
    }

    private static boolean isAnonymousCall(HttpServletRequest request) {
        return request.getServletPath().startsWith(API)
                && request.getHeader("Authorization") == null
                && request.getUserPrincipal() == null;
    }

    /**
     * A request whose body is not read. Every call that takes a body needs a token, so nothing would use it, and a client that never
     * sends it would hold a thread: Jersey looks for a form's first byte before any filter of JAX-RS can refuse the caller.
     */
    private static final class WithoutBody extends HttpServletRequestWrapper {

        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return -1;
                }

                @Override
                public boolean isFinished() {
                    return true;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("This request is not asynchronous.");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(Reader.nullReader());
        }
    }
}
