package dev.portrait.user.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps answers that depend on the caller out of shared caches (contract §6). An answer that may be shared sets {@code
 * Cache-Control} itself.
 */
@Provider
public class PrivateAnswers implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache, no-transform");
            // Some servers drop a Vary that was there before, as that for pages of other origins.
            headers.putSingle(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", Origin");
        }
    }
}
