package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodOverrideTest {

    private static final String PROFILE = "user/7/";

    private final PostedForm postedForm = new PostedForm();
    private final MethodOverride filter = new MethodOverride();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        filter.postedForm = postedForm;
    }

    private static ContainerRequestContext request(String method, String path) {
        UriInfo uri = mock();
        when(uri.getPath()).thenReturn(path);
        ContainerRequestContext request = mock();
        when(request.getMethod()).thenReturn(method);
        when(request.getUriInfo()).thenReturn(uri);
        return request;
    }

    private static ContainerRequestContext post(@Nullable String override, @Nullable MediaType type) {
        ContainerRequestContext request = request("POST", PROFILE);
        when(request.getHeaderString("X-HTTP-Method-Override")).thenReturn(override);
        when(request.getMediaType()).thenReturn(type);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/7/", "user/7", "/user/7/", "user/9223372036854775808"})
    void turns_patch_of_a_profile_into_put(String path) {
        ContainerRequestContext request = request("PATCH", path);
        filter.filter(request);
        verify(request).setMethod("PUT");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, user/avatar/",
        "PATCH, user/7/status/",
        "PATCH, user/07/",
        "PATCH, users/7/",
        "POST, user/avatar/",
        "GET, user/7/",
        "HEAD, user/7/",
        "PUT, user/7/",
        "DELETE, user/7/",
        "OPTIONS, user/7/"
    })
    void does_not_change_any_other_request(String method, String path) {
        ContainerRequestContext request = request(method, path);
        filter.filter(request);
        verify(request, never()).setMethod(any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", " put ", "Patch"})
    void turns_a_post_with_the_header_into_put(String override) {
        ContainerRequestContext request = post(override, MediaType.APPLICATION_JSON_TYPE);
        filter.filter(request);
        verify(request).setMethod("PUT");
        assertThatCode(() -> postedForm.requireMethod(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DELETE", "GET", "PUT,PATCH"})
    void refuses_a_post_whose_header_names_another_method(String override) {
        assertNotAllowed(post(override, MediaType.MULTIPART_FORM_DATA_TYPE));
    }

    @Test
    void refuses_a_post_without_the_header_that_is_not_a_form() {
        assertNotAllowed(post(null, MediaType.APPLICATION_JSON_TYPE));
        assertNotAllowed(post(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "PURGE", "put"})
    void refuses_unknown_methods_of_a_profile(String method) {
        assertNotAllowed(request(method, PROFILE));
    }

    private void assertNotAllowed(ContainerRequestContext request) {
        assertThatThrownBy(() -> filter.filter(request))
                .isInstanceOfSatisfying(
                        NotAllowedException.class,
                        refused -> assertThat(refused.getResponse().getHeaderString("Allow"))
                                .isEqualTo("GET, HEAD, OPTIONS, PUT, PATCH, DELETE, POST"));
        verify(request, never()).setMethod(any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "application/x-www-form-urlencoded"})
    void turns_a_posted_form_into_put_and_expects_its_method_in_the_body(String type) {
        ContainerRequestContext request = post(null, MediaType.valueOf(type));

        filter.filter(request);

        verify(request).setMethod("PUT");
        assertThatCode(() -> postedForm.requireMethod("put")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "POST", "DELETE"})
    void refuses_a_posted_form_that_names_neither_put_nor_patch(@Nullable String method) {
        filter.filter(post(null, MediaType.APPLICATION_FORM_URLENCODED_TYPE));
        assertThatThrownBy(() -> postedForm.requireMethod(method)).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void ignores_the_field_in_a_real_put() {
        filter.filter(request("PUT", PROFILE));
        assertThatCode(() -> postedForm.requireMethod("DELETE")).doesNotThrowAnyException();
    }
}
