package dev.portrait.user.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For callers that can only POST: the header {@code X-HTTP-Method-Override} says what is meant (contract §9). A form may
 * say it in a field instead, see {@link OldCallerResource}; any other POST to a profile is no method of it.
 */
@Provider
@PreMatching
public class MethodOverride implements ContainerRequestFilter {

    /** The methods of a profile, as the header {@code Allow} has them. */
    static final String ALLOWED = "GET, HEAD, OPTIONS, PUT, PATCH, DELETE, POST";

    private static final String HEADER = "X-HTTP-Method-Override";
    private static final Pattern PROFILE = Pattern.compile("/?user/[1-9][0-9]*/?");

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.POST)
                || !PROFILE.matcher(request.getUriInfo().getPath()).matches()) {
            return;
        }
        String method = request.getHeaderString(HEADER);
        if (method != null) {
            request.setMethod(require(method));
        } else if (!isForm(request.getMediaType())) {
            throw notAllowed();
        }
    }

    /**
     * The method that is meant, in capitals.
     *
     * @param method null where the request says nothing
     * @throws NotAllowedException if it is neither PUT nor PATCH
     */
    static String require(@Nullable String method) {
        String wanted = method == null ? "" : method.strip().toUpperCase(Locale.ROOT);
        if (wanted.equals(HttpMethod.PUT) || wanted.equals(HttpMethod.PATCH)) {
            return wanted;
        }
        throw notAllowed();
    }

    private static NotAllowedException notAllowed() {
        return new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .header("Allow", ALLOWED)
                .build());
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null
                && List.of(MediaType.MULTIPART_FORM_DATA_TYPE, MediaType.APPLICATION_FORM_URLENCODED_TYPE).stream()
                        .anyMatch(type::isCompatible);
    }
}
