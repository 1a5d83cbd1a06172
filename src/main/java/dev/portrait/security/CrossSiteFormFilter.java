package dev.portrait.security;

import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses forms from pages of other sites (contract §9). Such a form has no token, but a proxy that adds a token to every request of a
 * session would add it to a forged form too. Browsers send the origin of a request in {@code Sec-Fetch-Site} (Fetch Metadata Request
 * Headers) and {@code Origin} (RFC 6454); a request with neither does not come from a browser. Other body types are safe: a browser sends
 * a preflight first.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class CrossSiteFormFilter implements ContainerRequestFilter {

    private static final Set<String> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<MediaType> FORMS =
            List.of(MediaType.MULTIPART_FORM_DATA_TYPE, MediaType.APPLICATION_FORM_URLENCODED_TYPE);

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!SAFE_METHODS.contains(request.getMethod())
                && isForm(request.getMediaType())
                && isForeign(
                        request.getHeaderString("Sec-Fetch-Site"),
                        request.getHeaderString("Origin"),
                        request.getUriInfo().getBaseUri())) {
            throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.FOREIGN_FORM);
        }
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null && FORMS.stream().anyMatch(type::isCompatible);
    }

    /** @param base the public address of the API, whose origin is Portrait's own */
    private boolean isForeign(@Nullable String site, @Nullable String origin, URI base) {
        if (origin != null && settings.corsOrigins().contains(origin)) {
            return false;
        }
        if (site != null && !site.equals("same-site")) {
            return site.equals("cross-site"); // same-origin is ours, and none is an action of the user
        }
        return origin != null && !origin.equals(base.getScheme() + "://" + base.getRawAuthority());
    }
}
