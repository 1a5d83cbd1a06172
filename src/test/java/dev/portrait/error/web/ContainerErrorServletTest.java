package dev.portrait.error.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

@DisplayName("Whatever the container refuses")
class ContainerErrorServletTest {

    @RegisterExtension
    final LogRecords log = new LogRecords(ContainerErrorServlet.class);

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final ServletOutputStream out = mock();

    @BeforeEach
    void get() throws IOException {
        when(request.getMethod()).thenReturn("GET");
        when(request.getRequestURI()).thenReturn("/error");
        when(request.getAttribute(BareStatusFilter.class.getName())).thenReturn(true);
        when(response.getOutputStream()).thenReturn(out);
    }

    @ParameterizedTest
    @CsvSource({"400, parse_error", "404, not_found", "416, invalid", "503, unavailable"})
    @DisplayName("is answered with its status and the JSON of the contract")
    void json(int status, String code) throws IOException {
        failed(status);

        String body = body();
        assertThat(body).contains("\"code\":\"" + code + "\"");
        verify(response).setStatus(status);
        verify(response).setContentType("application/json");
        verify(response).setContentLength(body.length());
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("without a token is asked for one")
    void not_authenticated() throws IOException {
        failed(401);

        assertThat(body()).contains("\"code\":\"not_authenticated\"");
        verify(response).setHeader("WWW-Authenticate", "Bearer");
    }

    @Test
    @DisplayName("with a bad token is told so")
    void authentication_failed() throws IOException {
        token();
        failed(401);

        assertThat(body()).contains("\"code\":\"authentication_failed\"");
        verify(response).setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    @DisplayName("is answered in the language of the caller, and caches learn that it depends on it")
    void language() throws IOException {
        when(request.getHeader("Accept-Language")).thenReturn("fr");
        failed(404);

        assertThat(body()).contains("Il n’y a rien à cette adresse.");
        verify(response).setHeader("Content-Language", "fr");
        verify(response).addHeader("Vary", "Accept-Language");
    }

    @Test
    @DisplayName("from a form without JavaScript is a page")
    void page() throws IOException {
        when(request.getMethod()).thenReturn("POST");
        when(request.getHeader("Accept")).thenReturn("text/html");
        when(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)).thenReturn("/api/v2/user/1/");
        failed(413);

        assertThat(body()).startsWith("<!DOCTYPE html>").contains("Nothing was saved");
        verify(response).setStatus(413);
        verify(response).setContentType("text/html;charset=UTF-8");
    }

    @Test
    @DisplayName("by a call of the error page itself is 404")
    void error_page_itself() throws IOException {
        new ContainerErrorServlet().service(request, response);

        assertThat(body()).contains("\"code\":\"not_found\"");
        verify(response).setStatus(404);
    }

    @Test
    @DisplayName("as a defect is 500 with an id, under which the log has the exception")
    void defect() throws IOException {
        Throwable thrown = thrown(new IllegalStateException("secret"));
        failed(500);

        verify(response).setStatus(500);
        assertThat(body()).contains("\"code\":\"error\"").doesNotContain("secret");
        assertThat(log.records()).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(logged.getThrown()).isSameAs(thrown);
            String incident = logged.getMessage().replaceFirst(".*Incident ", "");
            assertThat(body()).contains(incident);
        });
    }

    @Test
    @DisplayName("is no defect where the client has closed the connection and nothing was thrown")
    void closed_connection() throws IOException {
        doThrow(new IOException("Broken pipe")).when(out).write(any(byte[].class));
        failed(500);

        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("is a defect where something was thrown, even if the client has closed the connection")
    void defect_on_a_closed_connection() throws IOException {
        thrown(new IllegalStateException());
        doThrow(new IOException("Broken pipe")).when(out).write(any(byte[].class));
        failed(500);

        assertThat(log.records()).hasSize(1);
    }

    @Test
    @DisplayName("with 500 before any filter, because of its path, is 400 (Open Liberty)")
    void path_out_of_the_application() throws IOException {
        beforeAnyFilter();
        thrown(new IllegalArgumentException());
        failed(500);

        verify(response).setStatus(400);
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("with 500 before any filter, because of its token, is 401 (WildFly)")
    void no_key_for_the_token() throws IOException {
        beforeAnyFilter();
        token();
        failed(500);

        verify(response).setStatus(401);
        assertThat(body()).contains("authentication_failed");
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("with 500 for any other reason is a defect")
    void other_500() throws IOException {
        thrown(new IllegalArgumentException());
        token();
        failed(500);

        verify(response).setStatus(500);
        verify(response, never()).setHeader(eq("WWW-Authenticate"), any());
        assertThat(log.records()).hasSize(1);
    }

    private void failed(int status) {
        when(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)).thenReturn(status);
        new ContainerErrorServlet().service(request, response);
    }

    private Throwable thrown(Throwable thrown) {
        when(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)).thenReturn(thrown);
        return thrown;
    }

    private void token() {
        when(request.getHeader("Authorization")).thenReturn("Bearer x");
    }

    private void beforeAnyFilter() {
        when(request.getAttribute(BareStatusFilter.class.getName())).thenReturn(null);
    }

    private String body() throws IOException {
        ArgumentCaptor<byte[]> body = ArgumentCaptor.captor();
        verify(out).write(body.capture());
        return new String(body.getValue(), UTF_8);
    }
}
