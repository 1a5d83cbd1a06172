package dev.portrait.form;

import dev.portrait.contract.ProfilePath;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Recognizes the requests of plain forms (contract §9). */
public final class FormRequest {

    private FormRequest() {}

    /**
     * Returns whether a request comes from a plain form. Only a browser that shows the answer accepts HTML and not JSON.
     *
     * @param accept the {@code Accept} header, or null
     */
    static boolean wantsPage(String method, String path, @Nullable String accept) {
        return method.equals("POST")
                && ProfilePath.matches(path)
                && accept != null
                && accept.contains("text/html")
                && !accept.contains("application/json");
    }

    /** Returns whether a request comes from a plain form, also in an error page. */
    public static boolean wantsPage(HttpServletRequest request) {
        Object failedUri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failedUri instanceof String uri ? uri : request.getRequestURI();
        return wantsPage(request.getMethod(), path, request.getHeader(HttpHeaders.ACCEPT));
    }
}
