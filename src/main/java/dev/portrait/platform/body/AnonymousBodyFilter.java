package dev.portrait.platform.body;

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

/**
 * Hides the body of an API call without a token, and of requests for pictures and avatars. Every call that takes a body needs a token,
 * so the body is useless. A client that never sends it would hold a thread, because Jersey reads the first byte of a form before any JAX-RS filter can refuse the caller
 * (eclipse-ee4j/jersey#4867).
 */
public class AnonymousBodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String API = "/api/";
    private static final String PICTURES = "/media";
    private static final String AVATARS = "/avatar";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(needsNoBody(request) ? new WithoutBody(request) : request, response);
    }

    private static boolean needsNoBody(HttpServletRequest request) {
        String path = request.getServletPath();
        boolean anonymous = request.getHeader("Authorization") == null && request.getUserPrincipal() == null;
        return (path.startsWith(API) && anonymous) || path.startsWith(PICTURES) || path.startsWith(AVATARS);
    }

    private static final class WithoutBody extends HttpServletRequestWrapper {

        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Empty();
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(Reader.nullReader());
        }
    }

    private static final class Empty extends ServletInputStream {

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
    }
}
