package dev.portrait.user.web;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;

/** The URIs of requests. */
final class Requests {

    private Requests() {}

    /**
     * Returns the URI of a request.
     *
     * @param base the base URI of the API
     */
    static UriInfo to(String base) {
        return (UriInfo) Proxy.newProxyInstance(
                Requests.class.getClassLoader(), new Class<?>[] {UriInfo.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getBaseUri")) {
                        return URI.create(base);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
