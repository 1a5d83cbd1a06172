package dev.portrait.ops.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files of the WAR")
class StaticFilesTest {

    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final HttpServletResponse response = mock();
    private final FilterChain chain = mock();

    @Test
    @DisplayName("are sent with an entity tag, and revalidated on each use")
    void sent() throws Exception {
        filter("one").doFilter(request("GET", "/page.js"), response, chain);

        assertThat(body.toString(UTF_8)).isEqualTo("one");
        assertThat(headers).containsEntry("Cache-Control", "no-cache");
        assertThat(headers.get("ETag")).matches("\"[\\w-]{43}\"");
        verify(response).setContentType("text/javascript");
        verify(response).setCharacterEncoding("UTF-8");
        verify(response).setContentLength(3);
        verify(chain, never()).doFilter(any(), any());
    }

    @Test
    @DisplayName("are not sent again if the tag matches, even if a proxy changed it")
    void not_modified() throws Exception {
        StaticFiles filter = filter("one");
        filter.doFilter(request("HEAD", "/page.js"), response, chain);
        String tag = Objects.requireNonNull(headers.get("ETag"));
        for (String known : Set.of(tag, "W/" + tag, "\"x\", " + tag, tag.replaceAll("\"$", "-gzip\""))) {
            HttpServletResponse again = mock();
            HttpServletRequest request = request("GET", "/page.js");
            when(request.getHeader("If-None-Match")).thenReturn(known);
            filter.doFilter(request, again, chain);

            verify(again).setStatus(304);
            verify(again).setHeader("ETag", tag);
            verify(again, never()).getOutputStream();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, GZIP", "gzip;q=0.5, *", "deflate,gzip ; q=1.0"})
    @DisplayName("are compressed for clients that accept gzip, with a tag of their own")
    void compressed(String accepted) throws Exception {
        HttpServletRequest request = request("GET", "/page.js");
        when(request.getHeader("Accept-Encoding")).thenReturn(accepted);
        filter("one").doFilter(request, response, chain);

        assertThat(headers).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        assertThat(headers.get("ETag")).endsWith("-gzip\"");
        verify(response).setContentLength(body.size());
        byte[] content = new GZIPInputStream(new ByteArrayInputStream(body.toByteArray())).readAllBytes();
        assertThat(new String(content, UTF_8)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.000, br", "xgzip", "identity"})
    @DisplayName("are not compressed for other clients")
    void not_compressed(String accepted) throws Exception {
        HttpServletRequest request = request("GET", "/page.js");
        when(request.getHeader("Accept-Encoding")).thenReturn(accepted);
        filter("one").doFilter(request, response, chain);

        assertThat(body.toString(UTF_8)).isEqualTo("one");
        assertThat(headers).doesNotContainKey("Content-Encoding").containsEntry("Vary", "Accept-Encoding");
    }

    @Test
    @DisplayName("have another tag if the content differs and the length does not")
    void another_version() throws Exception {
        filter("one").doFilter(request("GET", "/page.js"), response, chain);
        HttpServletRequest request = request("GET", "/page.js");
        when(request.getHeader("If-None-Match")).thenReturn(headers.get("ETag"));
        body.reset();
        filter("two").doFilter(request, response, chain);

        verify(response, never()).setStatus(anyInt());
        assertThat(body.toString(UTF_8)).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/index.html"})
    @DisplayName("include the index of a folder")
    void folder(String path) throws Exception {
        filter("one").doFilter(request("GET", path), response, chain);

        assertThat(body.toString(UTF_8)).isEqualTo("index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF/web.xml", "/WEB-INF/", "/nothing", "/docs", ""})
    @DisplayName("do not include private ones, which are left to the server")
    void others(String path) throws Exception {
        filter("one").doFilter(request("GET", path), response, chain);

        verify(chain).doFilter(any(), any());
        assertThat(headers).isEmpty();
    }

    @Test
    @DisplayName("are read only")
    void read_only() throws Exception {
        filter("one").doFilter(request("PUT", "/page.js"), response, chain);

        verify(response).sendError(405);
        assertThat(headers).containsEntry("Allow", "GET, HEAD, OPTIONS").doesNotContainKey("ETag");
    }

    private static StaticFiles filter(String script) throws ServletException {
        ServletContext context = mock();
        when(context.getResourcePaths("/")).thenReturn(Set.of("/page.js", "/docs/", "/WEB-INF/"));
        when(context.getResourcePaths("/docs/")).thenReturn(Set.of("/docs/index.html"));
        when(context.getResourcePaths("/WEB-INF/")).thenReturn(Set.of("/WEB-INF/web.xml"));
        when(context.getResourceAsStream("/page.js"))
                .thenAnswer(call -> new ByteArrayInputStream(script.getBytes(UTF_8)));
        when(context.getResourceAsStream("/docs/index.html"))
                .thenAnswer(call -> new ByteArrayInputStream("index".getBytes(UTF_8)));
        when(context.getMimeType(anyString())).thenReturn("text/javascript");
        FilterConfig config = mock();
        when(config.getServletContext()).thenReturn(context);
        StaticFiles filter = new StaticFiles();
        filter.init(config);
        return filter;
    }

    private HttpServletRequest request(String method, String path) throws IOException {
        doAnswer(call -> headers.put(call.getArgument(0), call.getArgument(1)))
                .when(response)
                .setHeader(anyString(), anyString());
        when(response.getOutputStream()).thenReturn(new Body());
        HttpServletMapping mapping = mock();
        when(mapping.getMappingMatch()).thenReturn(MappingMatch.DEFAULT);
        HttpServletRequest request = mock();
        when(request.getMethod()).thenReturn(method);
        when(request.getServletPath()).thenReturn(path);
        when(request.getHttpServletMapping()).thenReturn(mapping);
        return request;
    }

    private final class Body extends ServletOutputStream {

        @Override
        public void write(int octet) {
            body.write(octet);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
