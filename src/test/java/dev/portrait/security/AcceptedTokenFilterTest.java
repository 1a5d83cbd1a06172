package dev.portrait.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTokenFilterTest {

    private static final long NOW = 1_800_000_000;

    private final ContainerRequestContext request = mock();
    private final SecurityContext security = mock();
    private final JsonWebToken token = mock();
    private final AcceptedTokenFilter filter = new AcceptedTokenFilter();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        filter.currentUser = new CurrentUser();
        filter.currentUser.settings = new Settings(new SettingsReader(key -> Optional.empty()));
        when(request.getSecurityContext()).thenReturn(security);
        filter.currentUser.clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    }

    @Test
    void passes_a_request_without_a_token() {
        assertPasses();
        header("Basic eDp5");
        assertPasses();
    }

    @Test
    void passes_a_token_that_the_server_accepted_and_knows_its_user() {
        when(token.getClaim("sub")).thenReturn("ann");
        accepted();
        assertPasses();
        assertThat(filter.currentUser.subject()).contains("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x.y.z", "bearer x", "Bearer", "BEARER"})
    void refuses_a_token_that_the_server_ignored(String authorization) {
        header(authorization);
        assertRefuses();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Offline", "Logout"})
    void refuses_a_token_for_another_purpose(String typ) {
        accepted();
        when(token.getClaim("typ")).thenReturn(typ);
        assertRefuses();
    }

    @Test
    void passes_an_access_token() {
        accepted();
        when(token.getClaim("typ")).thenReturn("Bearer");
        assertPasses();
    }

    @Test
    void refuses_a_token_that_is_not_valid_yet_and_tolerates_a_minute() {
        accepted();
        when(token.getClaim("nbf")).thenReturn(NOW + 60);
        assertPasses();
        when(token.getClaim("nbf")).thenReturn(NOW + 61);
        assertRefuses();
    }

    private void accepted() {
        header("Bearer x.y.z");
        when(security.getUserPrincipal()).thenReturn(token);
    }

    private void header(String authorization) {
        when(request.getHeaderString("Authorization")).thenReturn(authorization);
    }

    private void assertPasses() {
        assertThatCode(() -> filter.filter(request)).doesNotThrowAnyException();
    }

    private void assertRefuses() {
        assertThatThrownBy(() -> filter.filter(request))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
    }
}
