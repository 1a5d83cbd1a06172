package dev.portrait.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class FormAnswerTest {

    private static final String PORTAL = "https://portal.example";
    private static final String REFUSED = "{\"errors\":[{\"code\":\"permission_denied\",\"message\":\"Ask.\"}]}";

    private final TypedForm typed = new TypedForm();
    private final FormAnswer filter = filterWithPortal(typed);
    private final ContainerRequestContext request = mock();
    private final ContainerResponseContext response = mock();
    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private final MultivaluedMap<String, Object> answerHeaders = new MultivaluedHashMap<>();
    private final Map<String, Object> properties = new HashMap<>();

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private static FormAnswer filterWithPortal(TypedForm typed) {
        Map<String, String> settings = Map.of("portrait.cors.origins", PORTAL);
        FormAnswer filter = new FormAnswer();
        filter.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
        filter.typed = typed;
        return filter;
    }

    @BeforeEach
    void post_from_a_browser() {
        UriInfo uri = mock();
        when(uri.getPath()).thenReturn("user/1/");
        when(uri.getBaseUri()).thenReturn(URI.create("https://example.org/api/v2/"));
        when(request.getMethod()).thenReturn("POST");
        when(request.getUriInfo()).thenReturn(uri);
        when(request.getHeaders()).thenReturn(headers);
        when(response.getHeaders()).thenReturn(answerHeaders);
        when(request.getHeaderString(any())).thenAnswer(call -> headers.getFirst(call.getArgument(0)));
        when(request.getProperty(any())).thenAnswer(call -> properties.get(call.<String>getArgument(0)));
        doAnswer(call -> properties.put(call.getArgument(0), call.getArgument(1)))
                .when(request)
                .setProperty(any(), any());
        headers.putSingle("Accept", "text/html");
    }

    @Test
    void lets_the_resources_answer_with_json() {
        filter.filter(request);
        assertThat(headers.getFirst("Accept")).isEqualTo("application/json");
    }

    @Test
    void does_not_change_the_request_of_another_client() {
        headers.putSingle("Accept", "*/*");
        filter.filter(request);
        assertThat(headers.getFirst("Accept")).isEqualTo("*/*");
    }

    @Test
    void answers_a_saved_profile_with_a_page() {
        assertThat(page(200, "{\"id\":1}")).contains("<h1>Saved</h1>").doesNotContain("\"id\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 503})
    void answers_an_error_with_a_page(int status) {
        assertThat(page(status, REFUSED)).contains("<h1>Nothing was saved</h1>", "<p>Ask.</p>");
    }

    @Test
    void answers_an_error_with_the_form_as_it_was_typed() {
        typed.keep(Map.of("real_name", "Ann <Example>"), Set.of());
        assertThat(page(400, REFUSED)).contains("name=\"real_name\" value=\"Ann &lt;Example&gt;\"");
    }

    @Test
    void links_to_the_page_before_a_form_that_was_refused() {
        headers.putSingle("Referer", PORTAL + "/profile");
        typed.keep(Map.of("bio", "x", "_back", PORTAL + "/form"), Set.of());
        assertThat(page(400, REFUSED))
                .contains("href=\"" + PORTAL + "/form\"", "name=\"_back\" value=\"" + PORTAL + "/form\"")
                .doesNotContain(PORTAL + "/profile");
    }

    @Test
    void does_not_link_to_a_page_of_another_origin_before_it() {
        headers.putSingle("Referer", PORTAL + "/profile");
        typed.keep(Map.of("bio", "x", "_back", "https://evil.example/"), Set.of());
        assertThat(page(400, REFUSED))
                .contains("href=\"" + PORTAL + "/profile\"")
                .doesNotContain("evil");
    }

    @Test
    void answers_in_the_language_of_the_browser() {
        headers.putSingle("Accept-Language", "de-AT,de;q=0.9,en;q=0.5");
        assertThat(page(200, "{}")).contains("<html lang=\"de\">", "<h1>Gespeichert</h1>");
        assertThat(answerHeaders.getFirst("Content-Language")).isEqualTo("de");
    }

    @Test
    void does_not_change_the_answer_to_another_client() {
        headers.putSingle("Accept", "*/*");
        answer(200, "{}");
        verify(response, never()).setEntity(any(), any(), any());
    }

    @Test
    void does_not_change_an_answer_without_a_body() {
        answer(204, null);
        verify(response, never()).setEntity(any(), any(), any());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/form.html",
                "https://example.org/other/path?a=1",
                PORTAL + "/profile",
                PORTAL
            })
    void links_back_to_its_own_origin_and_to_configured_ones(String referer) {
        headers.putSingle("Referer", referer);
        assertThat(page(200, "{}")).contains("href=\"" + referer + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/form.html",
                "https://example.org:8443/form.html",
                "https://example.org.evil.example/",
                "https://ann@example.org/",
                "https://evil.example/",
                PORTAL + ".evil.example/",
                "//example.org/form.html",
                "/form.html",
                "javascript:alert(1)",
                "data:text/html,x",
                "\"><script>",
                ""
            })
    void does_not_link_to_other_origins(String referer) {
        headers.putSingle("Referer", referer);
        assertThat(page(200, "{}")).doesNotContain("href").contains("Go back to the form with your browser.");
    }

    private String page(int status, String json) {
        answer(status, json);
        ArgumentCaptor<Object> page = ArgumentCaptor.captor();
        verify(response).setEntity(page.capture(), isNull(), eq(new MediaType("text", "html", "UTF-8")));
        return (String) page.getValue();
    }

    private void answer(int status, @Nullable Object entity) {
        when(response.getStatus()).thenReturn(status);
        when(response.getEntity()).thenReturn(entity);
        filter.filter(request);
        filter.filter(request, response);
    }
}
