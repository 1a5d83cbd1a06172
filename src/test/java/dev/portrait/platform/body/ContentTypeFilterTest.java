package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; ",
                "application/json;charset=utf-8",
                "application/json; charset=utf8",
                "application/json; charset=UTF8;",
                "application/json; charset=\"UTF-8\"",
                "application/json ; charset = us-ascii",
                "application/json; odata=verbose; x"
            })
    void parameters_are_dropped(String type) {
        assertThat(ContentTypeFilter.normalized(type)).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "multipart/form-data; boundary=abc | abc",
                "multipart/form-data; charset=utf8; boundary=\"abc\"; x | abc",
                "Multipart/Form-Data;Boundary= abc ; charset=utf-8 | abc",
                "multipart/form-data; boundary=----=_Part_0_1.2 | ----=_Part_0_1.2",
                "multipart/form-data; boundary=a/b=c?d:e,f(g)@'+ | a/b=c?d:e,f(g)@'+",
                "multipart/form-data; boundary=a b | a b",
                "multipart/form-data; boundary=\"a;b\" | a;b"
            })
    void a_boundary_is_kept_in_quotes(String type, String boundary) {
        assertThat(ContentTypeFilter.normalized(type)).isEqualTo("multipart/form-data; boundary=\"" + boundary + '"');
    }

    @Test
    void a_boundary_has_70_characters_at_most() {
        String most = "b".repeat(70);
        assertThat(ContentTypeFilter.normalized("multipart/form-data; boundary=" + most))
                .contains(most);
        assertThat(ContentTypeFilter.normalized("multipart/form-data; boundary=b" + most))
                .isEqualTo("multipart/form-data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "; boundary",
                "; boundary=",
                "; boundary=\"\"",
                "; boundary=\"a \"",
                "; boundary=\"a\\b\"",
                "; boundary=a\"b",
                "; boundary=\u00e4",
                "; boundary=\"a\tb\""
            })
    void an_invalid_boundary_is_dropped(String parameter) {
        assertThat(ContentTypeFilter.normalized("multipart/form-data" + parameter))
                .isEqualTo("multipart/form-data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*/*",
                "multipart/*; boundary=b",
                "application/json, application/json",
                "application/json; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf_8",
                "application/json; charset=none",
                "application/json; charset=\"\""
            })
    void an_invalid_type_or_another_charset_becomes_a_type_that_no_method_consumes(String type) {
        assertThat(ContentTypeFilter.normalized(type)).isEqualTo("application/octet-stream");
    }

    @Test
    void every_accessor_returns_the_normalized_type() throws Exception {
        HttpServletRequest seen = filtered("text/plain;x");
        assertThat(seen.getContentType()).isEqualTo("text/plain");
        assertThat(seen.getHeader("content-type")).isEqualTo("text/plain");
        assertThat(Collections.list(seen.getHeaders("CONTENT-TYPE"))).containsExactly("text/plain");
        assertThat(seen.getHeader("Accept")).isEqualTo("a");
        assertThat(Collections.list(seen.getHeaders("Accept"))).containsExactly("a", "b");
        assertThat(filtered("text/plain", "text/plain").getContentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void a_request_without_a_type_is_unchanged() throws Exception {
        assertThat(filtered().getHeader("Content-Type")).isNull();
    }

    private static HttpServletRequest filtered(String... types) throws ServletException, IOException {
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getHeader("Content-Type")).thenReturn(types.length == 0 ? null : types[0]);
        when(request.getHeaders("Content-Type")).thenReturn(Collections.enumeration(List.of(types)));
        when(request.getHeader("Accept")).thenReturn("a");
        when(request.getHeaders("Accept")).thenReturn(Collections.enumeration(List.of("a", "b")));
        List<HttpServletRequest> seen = new ArrayList<>();
        new ContentTypeFilter()
                .doFilter(
                        request,
                        mock(HttpServletResponse.class),
                        (next, response) -> seen.add((HttpServletRequest) next));
        return seen.get(0);
    }
}
