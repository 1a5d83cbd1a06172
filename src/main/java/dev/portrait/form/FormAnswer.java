package dev.portrait.form;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.Settings;
import dev.portrait.contract.BodyField;
import dev.portrait.language.Messages;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers forms of pages without JavaScript with a {@link FormPage} instead of JSON. The resources see such a request as one
 * that accepts JSON.
 */
@Provider
@PreMatching
@Priority(FormAnswer.BEFORE_METHOD_OVERRIDE)
@ApplicationScoped
public class FormAnswer implements ContainerRequestFilter, ContainerResponseFilter {

    static final int BEFORE_METHOD_OVERRIDE = 100;

    private static final String PAGE_WANTED = FormAnswer.class.getName();

    @Inject
    Settings settings;

    @Inject
    TypedForm typed;

    @Override
    public void filter(ContainerRequestContext request) {
        if (FormRequest.wantsPage(
                request.getMethod(), request.getUriInfo().getPath(), request.getHeaderString(HttpHeaders.ACCEPT))) {
            request.setProperty(PAGE_WANTED, true);
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PAGE_WANTED) != null && response.getEntity() instanceof String json) {
            Messages messages = Messages.accepted(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
            FormPage page = new FormPage(messages, back(request));
            String html = response.getStatus() < 400 ? page.saved() : page.refused(object(json), typed);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, messages.language());
            response.setEntity(html, null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    // A form that was refused before comes from the page of the refusal, and names the page before it.
    private Optional<String> back(ContainerRequestContext request) {
        return trusted(request, typed.texts().get(BodyField.BACK))
                .or(() -> trusted(request, request.getHeaderString("Referer")));
    }

    // A link to any address would lead from a forged form back to the forger.
    private Optional<String> trusted(ContainerRequestContext request, @Nullable String address) {
        String own = origin(request.getUriInfo().getBaseUri());
        return Optional.ofNullable(uri(address))
                .filter(page ->
                        origin(page).equals(own) || settings.corsOrigins().contains(origin(page)))
                .map(URI::toString);
    }

    private static String origin(URI page) {
        return page.getScheme() + "://" + page.getRawAuthority();
    }

    private static @Nullable URI uri(@Nullable String text) {
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
