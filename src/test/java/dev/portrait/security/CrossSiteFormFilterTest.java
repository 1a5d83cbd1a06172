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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteFormFilterTest {

    private static final String OWN = "https://portrait.example:8443";
    private static final String PORTAL = "https://portal.example";
    private static final String EVIL = "https://evil.example";

    private final ContainerRequestContext request = mock();
    private final UriInfo uri = mock();
    private final CrossSiteFormFilter filter = new CrossSiteFormFilter();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void form() {
        Map<String, String> settings = Map.of("portrait.cors.origins", PORTAL);
        filter.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
        when(request.getUriInfo()).thenReturn(uri);
        when(uri.getBaseUri()).thenReturn(URI.create(OWN + "/api/v2/"));
        when(request.getMethod()).thenReturn("POST");
        when(request.getMediaType()).thenReturn(MediaType.MULTIPART_FORM_DATA_TYPE);
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, " + EVIL,
        "cross-site, null",
        "cross-site,",
        "same-site, " + EVIL,
        "same-site, https://portrait.example",
        ", " + EVIL,
        ", null",
        ", http://portrait.example:8443"
    })
    void refuses_a_form_from_another_site(@Nullable String site, @Nullable String origin) {
        sentFrom(site, origin);
        assertRefuses();
    }

    @ParameterizedTest
    @CsvSource({
        ",",
        "same-origin, " + OWN,
        "none,",
        ", " + OWN,
        "same-site, " + OWN,
        "same-site,",
        "cross-site, " + PORTAL,
        "same-site, " + PORTAL,
        ", " + PORTAL
    })
    void passes_a_form_from_its_own_or_a_configured_origin(@Nullable String site, @Nullable String origin) {
        sentFrom(site, origin);
        assertPasses();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE"})
    void checks_every_method_that_changes_something(String method) {
        sentFrom("cross-site", EVIL);
        when(request.getMethod()).thenReturn(method);
        assertRefuses();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void passes_methods_that_only_read(String method) {
        sentFrom("cross-site", EVIL);
        when(request.getMethod()).thenReturn(method);
        assertPasses();
    }

    @Test
    void checks_urlencoded_forms_and_no_other_bodies() {
        sentFrom("cross-site", EVIL);
        when(request.getMediaType()).thenReturn(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        assertRefuses();
        when(request.getMediaType()).thenReturn(MediaType.APPLICATION_JSON_TYPE);
        assertPasses();
        when(request.getMediaType()).thenReturn(null);
        assertPasses();
    }

    private void sentFrom(@Nullable String site, @Nullable String origin) {
        when(request.getHeaderString("Sec-Fetch-Site")).thenReturn(site);
        when(request.getHeaderString("Origin")).thenReturn(origin);
    }

    private void assertPasses() {
        assertThatCode(() -> filter.filter(request)).doesNotThrowAnyException();
    }

    private void assertRefuses() {
        assertThatThrownBy(() -> filter.filter(request))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }
}
