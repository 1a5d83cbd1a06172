package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmptyBodyFilterTest {

    private final ContainerRequestContext request = mock();
    private final HttpServletRequest connection = mock();
    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private final EmptyBodyFilter filter = new EmptyBodyFilter();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void http_1() {
        filter.connection = connection;
        when(connection.getProtocol()).thenReturn("HTTP/1.1");
        when(request.getHeaders()).thenReturn(headers);
        when(request.getHeaderString(any())).thenAnswer(call -> headers.getFirst(call.getArgument(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "application/x-www-form-urlencoded", "text/plain", "application/json"})
    void a_request_with_content_length_0_becomes_json_without_a_body(String type) {
        headers.putSingle("Content-Length", "0");
        headers.putSingle("Content-Type", type);
        filter.filter(request);
        assertHasNoBody();
    }

    @Test
    void a_request_without_length_and_transfer_encoding_has_no_body() {
        filter.filter(request);
        assertHasNoBody();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, 1",
        "Content-Length, ' 17 '",
        "Transfer-Encoding, chunked",
        "Transfer-Encoding, ' Chunked'"
    })
    void a_request_with_a_body_keeps_its_type(String header, String value) {
        headers.putSingle(header, value);
        headers.putSingle("Content-Type", "text/plain");
        filter.filter(request);
        assertHasBody();
    }

    @Test
    void over_http_2_a_type_shows_that_there_is_a_body() {
        when(connection.getProtocol()).thenReturn("HTTP/2.0");
        headers.putSingle("Content-Type", "text/plain");
        filter.filter(request);
        assertHasBody();
    }

    @Test
    void over_http_2_a_request_without_type_and_length_has_no_body() {
        when(connection.getProtocol()).thenReturn("HTTP/2.0");
        filter.filter(request);
        assertHasNoBody();
    }

    @Test
    void a_body_without_a_type_is_415() {
        headers.putSingle("Content-Length", "1");
        assertThat(refusal()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, -1",
        "Content-Length, +1",
        "Content-Length, '1, 1'",
        "Content-Length, 0x1",
        "Content-Length, ''",
        "Content-Length, 1000000000000000000",
        "Transfer-Encoding, identity",
        "Transfer-Encoding, 'gzip, chunked'",
        "Transfer-Encoding, 'chunked, chunked'"
    })
    void an_unclear_length_is_400(String header, String value) {
        headers.putSingle(header, value);
        headers.putSingle("Content-Type", "application/json");
        assertThat(refusal()).isEqualTo(400);
    }

    private void assertHasNoBody() {
        verify(request).setProperty(EmptyBodyFilter.NONE, true);
        assertThat(headers.get("Content-Type")).containsExactly("application/json");
    }

    private void assertHasBody() {
        verify(request, never()).setProperty(any(), any());
        assertThat(headers.get("Content-Type")).containsExactly("text/plain");
    }

    private int refusal() {
        return catchThrowableOfType(WebApplicationException.class, () -> filter.filter(request))
                .getResponse()
                .getStatus();
    }
}
