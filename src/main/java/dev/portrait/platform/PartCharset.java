package dev.portrait.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Text parts are UTF-8, as in every browser. RESTEasy takes them for US-ASCII unless these two properties of the request
 * say otherwise (RESTEasy guide, "Overwriting the default fallback content type for multipart messages").
 */
@Provider
@PreMatching
public class PartCharset implements ContainerRequestFilter {

    private static final String PREFIX = "resteasy.provider.multipart.inputpart.";

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PREFIX + "defaultContentType", "text/plain; charset=UTF-8");
        request.setProperty(PREFIX + "defaultCharset", "UTF-8");
    }
}
