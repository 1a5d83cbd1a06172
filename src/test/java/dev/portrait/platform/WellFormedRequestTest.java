package dev.portrait.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class WellFormedRequestTest {

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();

    @BeforeEach
    void common() {
        when(request.getHeader("Host")).thenReturn("portrait.example");
        when(request.getRequestURI()).thenReturn("/api/v2/user/1/");
        when(request.getServletPath()).thenReturn("/api/v2");
    }

    @Test
    void keeps_the_body_of_a_caller_without_a_token_from_being_read() throws Exception {
        ServletRequest seen = passed();

        assertThat(seen.getInputStream().read()).isEqualTo(-1);
        assertThat(seen.getInputStream().readAllBytes()).isEmpty();
        assertThat(seen.getInputStream().isFinished()).isTrue();
        assertThat(seen.getReader().read()).isEqualTo(-1);
        verify(request, never()).getInputStream();
        verify(request, never()).getReader();
    }

    @Test
    void lets_the_body_of_any_other_caller_be_read() throws Exception {
        when(request.getHeader("Authorization")).thenReturn("Bearer x.y.z");
        assertThat(passed()).isSameAs(request);
    }

    @Test
    void leaves_other_paths_alone() throws Exception {
        when(request.getServletPath()).thenReturn("/index.html");
        assertThat(passed()).isSameAs(request);
    }

    @Test
    void knows_a_caller_whose_token_comes_in_another_way() throws Exception {
        when(request.getUserPrincipal()).thenReturn(mock(Principal.class));
        assertThat(passed()).isSameAs(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics;x", "/metrics%3Bx", "/metrics%3bx", "/;/x"})
    void refuses_path_parameters(String path) throws Exception {
        when(request.getRequestURI()).thenReturn(path);
        new WellFormedRequest().doFilter(request, response, chain);
        verify(response).sendError(404);
        verify(chain, never()).doFilter(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "evil/x", "x:99999"})
    void refuses_a_malformed_host(String host) throws Exception {
        when(request.getHeader("Host")).thenReturn(host);
        new WellFormedRequest().doFilter(request, response, chain);
        verify(response).sendError(400);
        verify(chain, never()).doFilter(any(), any());
    }

    private ServletRequest passed() throws Exception {
        new WellFormedRequest().doFilter(request, response, chain);
        ArgumentCaptor<ServletRequest> seen = ArgumentCaptor.captor();
        verify(chain).doFilter(seen.capture(), any());
        return seen.getValue();
    }
}
