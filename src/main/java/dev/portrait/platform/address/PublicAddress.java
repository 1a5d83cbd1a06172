package dev.portrait.platform.address;

import dev.portrait.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;

/**
 * Makes {@link UriInfo} return the address by which clients know Portrait, from which links are built: the configured one, or else the
 * one that a trusted proxy forwards, or else that of the request.
 */
@Provider
@PreMatching
@ApplicationScoped
public class PublicAddress implements ContainerRequestFilter {

    @Inject
    Settings settings;

    @Inject
    HttpServletRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        URI base = uri.getBaseUri();
        String contextPath = connection.getContextPath();
        String inside = base.getScheme() + "://" + base.getRawAuthority() + contextPath;
        String outside = settings.publicUrl()
                .map(URI::toString)
                .or(() -> root(base, contextPath, forwarded(request)))
                .orElseThrow(BadRequestException::new);
        if (!outside.equals(inside)) {
            request.setRequestUri(moved(base, inside, outside), moved(uri.getRequestUri(), inside, outside));
        }
    }

    private ForwardedHeaders forwarded(ContainerRequestContext request) {
        String peer = Optional.ofNullable(connection.getRemoteAddr()).orElse("");
        return settings.trustedProxies().stream().anyMatch(proxy -> proxy.contains(peer))
                ? new ForwardedHeaders(request.getHeaders())
                : ForwardedHeaders.NONE;
    }

    /** Returns the root URL of the WAR as clients know it, without a slash at its end; empty if the request's host is malformed. */
    static Optional<String> root(URI base, String contextPath, ForwardedHeaders forwarded) {
        String scheme = forwarded.scheme().orElse(base.getScheme());
        return forwarded
                .authority()
                .or(() -> Optional.ofNullable(base.getRawAuthority()).flatMap(Authority::parse))
                .map(authority -> scheme + "://"
                        + authority.withDefaultPort(forwarded.port()).format(scheme) + forwarded.prefix()
                        + contextPath);
    }

    private static URI moved(URI uri, String inside, String outside) {
        String text = uri.toString();
        if (!text.startsWith(inside)) {
            throw new NotFoundException(); // the context path is written with needless escapes
        }
        return URI.create(outside + text.substring(inside.length()));
    }
}
