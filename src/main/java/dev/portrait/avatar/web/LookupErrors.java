package dev.portrait.avatar.web;

import dev.portrait.user.web.VersionTag;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Lets caches keep a 404 as long as a picture, and no other error (contract §10). */
@Provider
public class LookupErrors implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.NOT_FOUND.getStatusCode()) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, AvatarAnswer.FOR_ALL);
            response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE); // not by origin
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.ETAG,
                            VersionTag.of(String.valueOf(response.getEntity())).header());
        } else if (response.getStatus() >= 400) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
