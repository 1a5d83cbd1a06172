package dev.portrait.user.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Keeps answers out of shared caches (contract §6), unless they set {@code Cache-Control} themselves. */
@Provider
public class PrivateAnswers implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache, no-transform");
            // Repeats Origin, because JAX-RS may replace the Vary that the CORS filter set before.
            Object others = headers.getFirst(HttpHeaders.VARY);
            headers.putSingle(
                    HttpHeaders.VARY, HttpHeaders.AUTHORIZATION + ", " + (others == null ? "Origin" : others));
        }
    }
}
