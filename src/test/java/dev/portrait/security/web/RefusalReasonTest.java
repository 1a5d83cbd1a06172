package dev.portrait.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.config.TokenSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The header of a refused token")
class RefusalReasonTest {

    private static final String HEADER = "WWW-Authenticate";
    private static final String REFUSED = "Bearer error=\"invalid_token\"";

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'iss':'issuer','aud':'other','exp':99}|audience",
                "{'iss':'other','aud':'portrait','exp':99}|issuer",
                "{'iss':'issuer','aud':'portrait','exp':-99}|expired",
                "{'iss':'issuer','aud':'portrait','exp':999,'nbf':99}|not yet",
                "{'iss':'issuer','aud':'portrait','exp':99,'jti':'a','iat':0}|signature",
                "{\"|malformed"
            })
    @DisplayName("names the reason")
    void names_the_reason(String claims, String reason) throws Exception {
        assertThat(header(claims, REFUSED)).isEqualTo(REFUSED + ", error_description=\"" + reason + '"');
    }

    @Test
    @DisplayName("names none if Portrait refused only the user of the token")
    void names_none_for_a_good_token() throws Exception {
        when(request.getUserPrincipal()).thenReturn(mock(Principal.class));

        assertThat(header("{'iss':'issuer','aud':'portrait','exp':99,'jti':'a','iat':0}", REFUSED))
                .isEqualTo(REFUSED);
    }

    @Test
    @DisplayName("stays as it is for a request without a token")
    void stays_as_it_is_without_a_token() throws Exception {
        filter().doFilter(request, response, chain);

        verify(chain).doFilter(request, response);
    }

    private String header(String claims, String value) throws Exception {
        when(request.getHeader("Authorization"))
                .thenReturn("Bearer " + encoded("{'alg':'RS256','typ':'JWT'}") + '.' + encoded(claims) + ".x");
        String[] sent = new String[1];
        doAnswer(call -> sent[0] = call.getArgument(1)).when(response).setHeader(any(), any());
        doAnswer(call -> {
                    call.getArgument(1, HttpServletResponse.class).setHeader(HEADER, value);
                    return null;
                })
                .when(chain)
                .doFilter(any(), any());
        filter().doFilter(request, response, chain);
        return sent[0];
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private static RefusalReason filter() {
        RefusalReason filter = new RefusalReason();
        filter.clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        filter.settings = new TokenSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("issuer"), Optional.of("portrait"));
        return filter;
    }
}
