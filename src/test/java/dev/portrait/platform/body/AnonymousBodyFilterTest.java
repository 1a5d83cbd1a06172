package dev.portrait.platform.body;

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

class AnonymousBodyFilterTest {

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();

    @BeforeEach
    void anonymousCall() {
        when(request.getServletPath()).thenReturn("/api/v2");
    }

    @Test
    void the_body_of_a_call_without_a_token_is_empty_and_never_read() throws Exception {
        ServletRequest passed = passed();

        assertThat(passed.getInputStream().read()).isEqualTo(-1);
        assertThat(passed.getInputStream().readAllBytes()).isEmpty();
        assertThat(passed.getInputStream().isFinished()).isTrue();
        assertThat(passed.getReader().read()).isEqualTo(-1);
        verify(request, never()).getInputStream();
        verify(request, never()).getReader();
    }

    @Test
    void a_call_with_a_token_keeps_its_body() throws Exception {
        when(request.getHeader("Authorization")).thenReturn("Bearer x.y.z");
        assertThat(passed()).isSameAs(request);
    }

    @Test
    void a_caller_whom_the_server_knows_without_the_header_keeps_the_body() throws Exception {
        when(request.getUserPrincipal()).thenReturn(mock(Principal.class));
        assertThat(passed()).isSameAs(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/avatar", "/media"})
    void a_request_for_a_picture_has_no_body_even_with_a_token(String path) throws Exception {
        when(request.getServletPath()).thenReturn(path);
        when(request.getHeader("Authorization")).thenReturn("Bearer x.y.z");
        assertThat(passed().getInputStream().read()).isEqualTo(-1);
        verify(request, never()).getInputStream();
    }

    @Test
    void other_paths_keep_their_body() throws Exception {
        when(request.getServletPath()).thenReturn("/index.html");
        assertThat(passed()).isSameAs(request);
    }

    private ServletRequest passed() throws Exception {
        new AnonymousBodyFilter().doFilter(request, response, chain);
        ArgumentCaptor<ServletRequest> passed = ArgumentCaptor.captor();
        verify(chain).doFilter(passed.capture(), any());
        return passed.getValue();
    }
}
