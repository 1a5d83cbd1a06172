package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

class PrivateAnswersTest {

    @Test
    void keeps_an_answer_out_of_shared_caches() {
        MultivaluedMap<String, Object> headers = filtered(new MultivaluedHashMap<>());

        assertThat(headers.getFirst("Cache-Control")).isEqualTo("private, no-cache, no-transform");
        assertThat(headers.getFirst("Vary")).isEqualTo("Authorization, Origin");
    }

    @Test
    void keeps_what_else_an_answer_depends_on() {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle("Vary", "Origin, Accept-Language");

        assertThat(filtered(headers).getFirst("Vary")).isEqualTo("Authorization, Origin, Accept-Language");
    }

    @Test
    void does_not_change_an_answer_with_its_own_caching_rules() {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle("Cache-Control", "public, max-age=60");

        assertThat(filtered(headers).getFirst("Cache-Control")).isEqualTo("public, max-age=60");
        assertThat(headers).doesNotContainKey("Vary");
    }

    private static MultivaluedMap<String, Object> filtered(MultivaluedMap<String, Object> headers) {
        ContainerResponseContext response = mock();
        when(response.getHeaders()).thenReturn(headers);
        new PrivateAnswers().filter(mock(ContainerRequestContext.class), response);
        return headers;
    }
}
