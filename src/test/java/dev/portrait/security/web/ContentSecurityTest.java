package dev.portrait.security.web;

import static org.mockito.AdditionalMatchers.find;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.security.IdentityProvider;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSecurityTest {

    private static final String HEADER = "Content-Security-Policy";

    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final FilterChain chain = mock(FilterChain.class);

    @ParameterizedTest
    @CsvSource({
        "proxy, img-src 'self';",
        "public, img-src 'self' https://cdn.example;",
        "signed, img-src 'self' https://s3.example;"
    })
    void pages_may_load_pictures_from_the_origin_that_delivers_them(String delivery, String policy)
            throws IOException, ServletException {
        when(request.getServletPath()).thenReturn("/");

        filter(delivery).doFilter(request, response, chain);

        verify(response).setHeader(eq(HEADER), find(Pattern.quote(policy)));
        verify(chain).doFilter(request, response);
    }

    @ParameterizedTest
    @CsvSource({"GET, none", "POST, self"})
    void only_the_answer_to_a_form_may_contain_a_form(String method, String targets)
            throws IOException, ServletException {
        when(request.getServletPath()).thenReturn("/api/v2");
        when(request.getMethod()).thenReturn(method);

        filter("proxy").doFilter(request, response, chain);

        verify(response).setHeader(eq(HEADER), find(Pattern.quote("form-action '" + targets + "';")));
    }

    @Test
    void pictures_get_no_policy_here() throws IOException, ServletException {
        when(request.getServletPath()).thenReturn("/media");
        when(request.getPathInfo()).thenReturn("/name.jpg");

        filter("public").doFilter(request, response, chain);

        verify(response, never()).setHeader(eq(HEADER), any());
        verify(chain).doFilter(request, response);
    }

    @ParameterizedTest
    @CsvSource({
        "/, connect-src 'self' https://id.example;",
        "/index.html, connect-src 'self' https://id.example;",
        "/admin/, connect-src 'self' https://id.example;",
        "/docs/, connect-src 'self';",
        "/embed/, connect-src 'self';",
        "/api/v2/user/1/, connect-src 'self';"
    })
    void only_pages_with_a_sign_in_may_call_the_identity_provider(String path, String policy)
            throws IOException, ServletException {
        when(request.getServletPath()).thenReturn(path);

        filter("proxy").doFilter(request, response, chain);

        verify(response).setHeader(eq(HEADER), find(Pattern.quote(policy)));
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects the settings here
    private static ContentSecurity filter(String delivery) {
        Map<String, String> values = Map.of(
                "portrait.media.store", "s3",
                "portrait.media.s3.endpoint", "https://s3.example",
                "portrait.media.s3.bucket", "pictures",
                "portrait.media.s3.delivery", delivery,
                "portrait.media.s3.public-url", "https://cdn.example/pictures");
        ContentSecurity filter = new ContentSecurity();
        filter.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key))));
        filter.provider = mock(IdentityProvider.class);
        when(filter.provider.origins()).thenReturn(Set.of("https://id.example"));
        return filter;
    }
}
