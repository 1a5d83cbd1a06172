package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A status that was set without an error page")
class BareStatusFilterTest {

    private final BareStatusFilter filter = new BareStatusFilter();
    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();
    private final Map<String, Object> attributes = new HashMap<>();

    @BeforeEach
    void get() {
        when(request.getMethod()).thenReturn("GET");
        when(request.getRequestURI()).thenReturn("/index.html");
        when(request.getAttribute(any())).thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
        doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(request)
                .setAttribute(any(), any());
        when(response.getStatus()).thenReturn(200);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"text/html", "text/plain"})
    @DisplayName("gets an error page")
    void error_page(@Nullable String contentType) throws Exception {
        answer(412, contentType);

        filter.doFilter(request, response, chain);

        verify(response).sendError(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8"})
    @DisplayName("gets none where the response is the JSON of the contract")
    void json_of_the_contract(String contentType) throws Exception {
        answer(409, contentType);

        filter.doFilter(request, response, chain);

        verify(response, never()).sendError(anyInt());
    }

    @Test
    @DisplayName("gets none where a form without JavaScript has its page")
    void page_of_a_form() throws Exception {
        when(request.getMethod()).thenReturn("POST");
        when(request.getRequestURI()).thenReturn("/api/v2/user/1/");
        when(request.getHeader("Accept")).thenReturn("text/html");
        answer(400, "text/html;charset=UTF-8");

        filter.doFilter(request, response, chain);

        verify(response, never()).sendError(anyInt());
    }

    @Test
    @DisplayName("gets none where the response was sent")
    void committed() throws Exception {
        answer(416, null);
        when(response.isCommitted()).thenReturn(true);

        filter.doFilter(request, response, chain);

        verify(response, never()).sendError(anyInt());
    }

    @Test
    @DisplayName("gets none where it is no error")
    void no_error() throws Exception {
        answer(304, null);

        filter.doFilter(request, response, chain);

        verify(response, never()).sendError(anyInt());
    }

    @Test
    @DisplayName("by the container ends the request")
    void set_before() throws Exception {
        when(response.getStatus()).thenReturn(401);

        filter.doFilter(request, response, chain);

        verify(response).sendError(401);
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    @DisplayName("leaves a mark that the request came past the container")
    void mark() throws Exception {
        assertThat(BareStatusFilter.hasPassed(request)).isFalse();

        filter.doFilter(request, response, chain);

        assertThat(BareStatusFilter.hasPassed(request)).isTrue();
    }

    private void answer(int status, @Nullable String contentType) throws Exception {
        doAnswer(call -> {
                    when(response.getStatus()).thenReturn(status);
                    when(response.getContentType()).thenReturn(contentType);
                    return null;
                })
                .when(chain)
                .doFilter(request, response);
    }
}
