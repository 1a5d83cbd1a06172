package dev.portrait.platform.address;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedRequestFilterTest {

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();

    @BeforeEach
    void wellFormed() {
        when(request.getHeader("Host")).thenReturn("portrait.example:8443");
        when(request.getContextPath()).thenReturn("");
        when(request.getRequestURI()).thenReturn("/api/v2/user/1/");
    }

    @Test
    void passes_a_well_formed_request_on() throws Exception {
        filter();
        verify(chain).doFilter(request, response);
        verify(response, never()).sendError(anyInt());
    }

    @Test
    void passes_a_request_without_a_host_on() throws Exception {
        when(request.getHeader("Host")).thenReturn(null);
        filter();
        verify(chain).doFilter(request, response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics;x", "/metrics%3Bx", "/metrics%3bx", "/;/x", "*"})
    void refuses_path_parameters_and_an_asterisk_with_404(String path) throws Exception {
        when(request.getRequestURI()).thenReturn(path);
        filter();
        verify(response).sendError(404);
        verify(chain, never()).doFilter(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "evil/x", "x:99999"})
    void refuses_a_malformed_host_with_400(String host) throws Exception {
        when(request.getHeader("Host")).thenReturn(host);
        filter();
        verify(response).sendError(400);
        verify(chain, never()).doFilter(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "x=%zz", "x=1%", "x=%2", "a=b&%g0"})
    void refuses_a_malformed_query_with_400_unless_a_program_asks_for_an_avatar(String query) throws Exception {
        when(request.getQueryString()).thenReturn(query);
        filter();
        verify(response).sendError(400);
        verify(chain, never()).doFilter(any(), any());

        when(request.getRequestURI()).thenReturn("/avatar/0123");
        filter();
        verify(chain).doFilter(request, response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x=%2F%e4", "x=100%25"})
    void passes_a_well_formed_query_on(String query) throws Exception {
        when(request.getQueryString()).thenReturn(query);
        filter();
        verify(chain).doFilter(request, response);
    }

    private void filter() throws ServletException, IOException {
        new WellFormedRequestFilter().doFilter(request, response, chain);
    }
}
