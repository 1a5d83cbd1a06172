package dev.portrait.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String PORTAL = "https://portal.example";
    private static final String OTHER_PORTAL = "https://other-portal.example";
    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();
    private final Map<String, String> headers = new HashMap<>();
    private final Cors cors = new Cors();

    @BeforeEach
    void collect_headers() {
        when(request.getMethod()).thenReturn("GET");
        when(request.getContextPath()).thenReturn("/portrait");
        when(request.getRequestURI()).thenReturn("/portrait/api/v2/user/1/");
        doAnswer(call -> headers.put(call.getArgument(0), call.getArgument(1)))
                .when(response)
                .setHeader(any(), any());
        doAnswer(call -> headers.merge(
                        call.getArgument(0), call.getArgument(1), (former, added) -> former + ", " + added))
                .when(response)
                .addHeader(any(), any());
        configure(PORTAL + "," + OTHER_PORTAL);
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private void configure(String origins) {
        Map<String, String> settings = Map.of("portrait.cors.origins", origins);
        cors.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
    }

    private void preflight(String method) {
        when(request.getMethod()).thenReturn("OPTIONS");
        when(request.getHeader("Access-Control-Request-Method")).thenReturn(method);
    }

    private void callFrom(@Nullable String origin) throws ServletException, IOException {
        when(request.getHeader("Origin")).thenReturn(origin);
        cors.doFilter(request, response, chain);
    }

    private void assertPassedOn() throws ServletException, IOException {
        verify(chain).doFilter(request, response);
        verify(response, never()).setStatus(anyInt());
    }

    @Test
    void every_page_may_load_avatars() throws Exception {
        when(request.getRequestURI()).thenReturn("/portrait/avatar/0123");
        callFrom("https://anywhere.example");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Expose-Headers", "ETag",
                        "Cross-Origin-Resource-Policy", "cross-origin"));
        assertPassedOn();
    }

    @Test
    void every_page_may_read_the_refusal_of_an_avatar() throws Exception {
        when(request.getRequestURI()).thenReturn("/portrait/error");
        when(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).thenReturn("/portrait/avatar/0123");
        callFrom(PORTAL);
        assertThat(headers).containsEntry("Access-Control-Allow-Origin", "*");
    }

    @Test
    void does_nothing_if_no_origin_is_configured() throws Exception {
        configure("");
        callFrom(PORTAL);
        assertThat(headers).isEmpty();
        assertPassedOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {PORTAL, OTHER_PORTAL})
    void each_configured_origin_may_read_the_response_and_its_etag(String origin) throws Exception {
        callFrom(origin);
        assertThat(headers).containsEntry(ALLOWED_ORIGIN, origin).containsEntry("Vary", "Origin");
        assertThat(headers.get("Access-Control-Expose-Headers")).contains("ETag");
        assertPassedOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://portal.example",
                "https://portal.example:8443",
                "https://portal.example.evil.example",
                "https://PORTAL.example",
                "https://portal.example/",
                "null",
                "*",
                ""
            })
    void no_other_origin_may_read_the_response(String origin) throws Exception {
        callFrom(origin);
        assertThat(headers).containsOnly(Map.entry("Vary", "Origin"));
        assertPassedOn();
    }

    @Test
    void responses_without_an_origin_vary_by_origin_too() throws Exception {
        callFrom(null);
        assertThat(headers).containsOnly(Map.entry("Vary", "Origin"));
        assertPassedOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "POST", "DELETE"})
    void answers_a_preflight_from_a_configured_origin(String method) throws Exception {
        preflight(method);

        callFrom(PORTAL);

        assertThat(headers).containsEntry(ALLOWED_ORIGIN, PORTAL).containsEntry("Vary", "Origin");
        assertThat(headers)
                .hasEntrySatisfying(
                        "Access-Control-Allow-Methods",
                        methods -> assertThat(methods.split(", ")).contains(method));
        assertThat(headers)
                .hasEntrySatisfying(
                        "Access-Control-Allow-Headers",
                        allowed ->
                                assertThat(allowed.split(", ")).contains("Authorization", "Content-Type", "If-Match"));
        verify(response).setStatus(204);
        verifyNoInteractions(chain);
    }

    @Test
    void never_allows_credentials() throws Exception {
        callFrom(PORTAL);
        preflight("PUT");
        callFrom(PORTAL);
        assertThat(headers).doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void does_not_answer_a_preflight_from_another_origin() throws Exception {
        preflight("PUT");
        callFrom("https://evil.example");
        assertThat(headers).containsOnly(Map.entry("Vary", "Origin"));
        assertPassedOn();
    }

    @Test
    void passes_on_an_options_request_that_is_not_a_preflight() throws Exception {
        when(request.getMethod()).thenReturn("OPTIONS");
        callFrom(PORTAL);
        assertThat(headers).containsEntry(ALLOWED_ORIGIN, PORTAL);
        assertPassedOn();
    }

    @Test
    void passes_on_another_request_with_the_header_of_a_preflight() throws Exception {
        when(request.getHeader("Access-Control-Request-Method")).thenReturn("PUT");
        callFrom(PORTAL);
        assertPassedOn();
    }
}
