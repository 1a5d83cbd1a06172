package dev.portrait.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRequestTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v2/user/1/", "/api/v2/user/1", "user/42/", "/portrait/api/v2/user/9223372036854775807/"})
    void a_page_is_wanted_by_a_browser_that_posts_to_a_profile(String path) {
        assertThat(FormRequest.wantsPage("POST", path, BROWSER)).isTrue();
        assertThat(FormRequest.wantsPage("POST", path, "text/html")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v2/user/1/",
        "PUT, /api/v2/user/1/",
        "post, /api/v2/user/1/",
        "POST, /api/v2/user/me/",
        "POST, /api/v2/user/0/",
        "POST, /api/v2/user/01/",
        "POST, /api/v2/user/1x/",
        "POST, /api/v2/user/",
        "POST, /api/v2/user/avatar/",
        "POST, /api/v2/user/1/status/",
        "POST, /api/v2/superuser/1/"
    })
    void no_page_is_wanted_for_other_requests(String method, String path) {
        assertThat(FormRequest.wantsPage(method, path, BROWSER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html, application/json;q=0.5", "text/plain", ""})
    void no_page_is_wanted_by_a_client_that_accepts_json_or_no_html(String accept) {
        assertThat(FormRequest.wantsPage("POST", "/api/v2/user/1/", accept)).isFalse();
    }

    @Test
    void no_page_is_wanted_by_a_client_without_an_accept_header() {
        assertThat(FormRequest.wantsPage("POST", "/api/v2/user/1/", null)).isFalse();
    }

    @Test
    void a_page_is_wanted_for_the_path_of_the_failed_request_in_an_error_page() {
        HttpServletRequest request = mock();
        when(request.getMethod()).thenReturn("POST");
        when(request.getHeader("Accept")).thenReturn(BROWSER);
        when(request.getRequestURI()).thenReturn("/api/v2/user/1/");
        assertThat(FormRequest.wantsPage(request)).isTrue();

        when(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).thenReturn("/api/v2/health/");
        assertThat(FormRequest.wantsPage(request)).isFalse();

        when(request.getRequestURI()).thenReturn("/error");
        when(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).thenReturn("/api/v2/user/1/");
        assertThat(FormRequest.wantsPage(request)).isTrue();
    }
}
