package dev.portrait.user.web;

import dev.portrait.contract.ProfilePath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns every change of a profile into a PUT. PATCH means the same as PUT (contract §2). A POST means PUT or PATCH by its
 * header {@code X-HTTP-Method-Override}, or, if it is a form, by the field {@code _method} (contract §9); any other POST is
 * refused.
 */
@Provider
@PreMatching
@ApplicationScoped
public class MethodOverride implements ContainerRequestFilter {

    /** The methods of a profile, for the header {@code Allow}. */
    static final String ALLOWED = "GET, HEAD, OPTIONS, PUT, PATCH, DELETE, POST";

    private static final Set<String> METHODS = Set.of(ALLOWED.split(", ", -1));
    private static final String HEADER = "X-HTTP-Method-Override";
    private static final List<MediaType> FORMS =
            List.of(MediaType.MULTIPART_FORM_DATA_TYPE, MediaType.APPLICATION_FORM_URLENCODED_TYPE);

    @Inject
    PostedForm postedForm;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!ProfilePath.matches(request.getUriInfo().getPath())) {
            return;
        }
        switch (request.getMethod()) {
            case HttpMethod.PATCH -> request.setMethod(HttpMethod.PUT);
            case HttpMethod.POST -> {
                decidePost(request);
                request.setMethod(HttpMethod.PUT);
            }
            default -> requireAllowed(request.getMethod());
        }
    }

    // JAX-RS would answer 405 with the methods that it matches, among which PATCH and POST are missing.
    private static void requireAllowed(String method) {
        if (!METHODS.contains(method)) {
            throw notAllowed();
        }
    }

    private void decidePost(ContainerRequestContext request) {
        String method = request.getHeaderString(HEADER);
        if (method != null) {
            requireChange(method);
        } else if (isForm(request.getMediaType())) {
            postedForm.expectMethod();
        } else {
            throw notAllowed();
        }
    }

    /**
     * Checks that a POST means a change.
     *
     * @param method null if the request names none
     * @throws NotAllowedException if it is neither PUT nor PATCH
     */
    static void requireChange(@Nullable String method) {
        String wanted = method == null ? "" : method.strip().toUpperCase(Locale.ROOT);
        if (!wanted.equals(HttpMethod.PUT) && !wanted.equals(HttpMethod.PATCH)) {
            throw notAllowed();
        }
    }

    private static NotAllowedException notAllowed() {
        return new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.ALLOW, ALLOWED)
                .build());
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null && FORMS.stream().anyMatch(type::isCompatible);
    }
}
