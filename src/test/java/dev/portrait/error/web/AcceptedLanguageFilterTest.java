package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

@DisplayName("The header Accept-Language")
class AcceptedLanguageFilterTest {

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"de-AT, en;q=0.5 | de", "de;q=5 | en", "x | en"})
    @DisplayName("reaches JAX-RS as one language")
    void reduced(String given, String language) throws Exception {
        when(request.getHeader("Accept-Language")).thenReturn(given);
        when(request.getHeader("Accept")).thenReturn("text/html");

        HttpServletRequest passed = passed();

        assertThat(passed.getHeader("accept-language")).isEqualTo(language);
        assertThat(Collections.list(passed.getHeaders("Accept-Language"))).containsExactly(language);
        assertThat(passed.getHeader("Accept")).isEqualTo("text/html");
    }

    @Test
    @DisplayName("stays absent")
    void absent() throws Exception {
        assertThat(passed()).isSameAs(request);
    }

    private HttpServletRequest passed() throws Exception {
        new AcceptedLanguageFilter().doFilter(request, response, chain);
        ArgumentCaptor<ServletRequest> passed = ArgumentCaptor.captor();
        verify(chain).doFilter(passed.capture(), same(response));
        return (HttpServletRequest) passed.getValue();
    }
}
