package dev.portrait.ops.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDescriptionTest {

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();
    private final RequestDispatcher file = mock();

    @BeforeEach
    void file() {
        when(request.getRequestDispatcher("/openapi.json")).thenReturn(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void is_the_file_openapi_json(String method) throws Exception {
        call(method);
        verify(file).forward(request, response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "TRACE"})
    void refuses_other_methods_with_405(String method) throws Exception {
        call(method);
        verify(response).sendError(405);
        verify(response).setHeader("Allow", METHODS);
        verify(file, never()).forward(any(), any());
    }

    @Test
    void lists_its_methods() throws Exception {
        call("OPTIONS");
        verify(response).setStatus(204);
        verify(response).setHeader("Allow", METHODS);
    }

    private void call(String method) throws ServletException, IOException {
        when(request.getMethod()).thenReturn(method);
        new ApiDescription().service(request, response);
    }
}
