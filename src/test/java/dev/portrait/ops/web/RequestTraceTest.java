package dev.portrait.ops.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.telemetry.Metrics;
import dev.portrait.telemetry.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class RequestTraceTest {

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();
    private final Metrics metrics = new Metrics(List.of());
    private final RequestTrace trace = new RequestTrace();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void keep_attributes() {
        trace.metrics = metrics;
        Map<String, Object> attributes = new HashMap<>();
        doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(request)
                .setAttribute(anyString(), any());
        when(request.getAttribute(anyString())).thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
        when(response.getStatus()).thenReturn(200);
    }

    @Test
    void the_id_of_the_client_is_in_the_response_and_in_the_log_lines_of_the_request() throws Exception {
        AtomicReference<String> logged = new AtomicReference<>();
        doAnswer(call -> {
                    logged.set(RequestId.current());
                    return null;
                })
                .when(chain)
                .doFilter(request, response);
        when(request.getHeader("X-Request-Id")).thenReturn("edge-1");

        filter();

        verify(response).setHeader("X-Request-Id", "edge-1");
        assertThat(logged).hasValue("edge-1");
        assertThat(RequestId.current()).isEqualTo("-");
    }

    @Test
    void an_error_page_has_the_same_id_and_is_not_counted_again() throws Exception {
        when(response.getStatus()).thenReturn(404);
        filter();
        when(request.getHeader("X-Request-Id")).thenReturn("another");
        HttpServletResponse errorPage = mock();
        trace.doFilter(request, errorPage, chain);

        String id = id();
        assertThat(id).isNotEqualTo("another");
        verify(errorPage).setHeader("X-Request-Id", id);
        assertThat(metrics.snapshot()).containsOnly(Map.entry("portrait_requests.not_found", 1.0));
    }

    @Test
    void a_thrown_exception_is_counted_by_the_status_of_its_error_page() throws Exception {
        doThrow(new ServletException()).when(chain).doFilter(request, response);
        assertThatThrownBy(this::filter).isInstanceOf(ServletException.class);
        assertThat(metrics.snapshot()).isEmpty();
        assertThat(RequestId.current()).isEqualTo("-");

        when(response.getStatus()).thenReturn(500);
        trace.doFilter(request, response, mock());
        assertThat(metrics.snapshot()).containsOnly(Map.entry("portrait_requests.error", 1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "200, success",
        "304, success",
        "400, invalid",
        "401, unauthenticated",
        "403, forbidden",
        "404, not_found",
        "412, invalid",
        "413, too_large",
        "500, error",
        "503, unavailable"
    })
    void each_status_is_counted_as_its_outcome(int status, String outcome) throws Exception {
        when(response.getStatus()).thenReturn(status);
        filter();
        assertThat(metrics.snapshot()).containsOnly(Map.entry("portrait_requests." + outcome, 1.0));
    }

    private void filter() throws ServletException, IOException {
        trace.doFilter(request, response, chain);
    }

    private String id() {
        ArgumentCaptor<String> header = ArgumentCaptor.captor();
        verify(response).setHeader(eq("X-Request-Id"), header.capture());
        return header.getValue();
    }
}
