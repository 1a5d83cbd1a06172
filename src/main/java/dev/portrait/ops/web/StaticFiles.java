package dev.portrait.ops.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of the WAR in the same way on every server, compressed if the client accepts gzip. They are read only. Browsers
 * revalidate them on each use, so that no page mixes modules of two versions. The servers' entity tags are missing, or derived from
 * size and date, and all files of a reproducible build have the same date.
 */
public class StaticFiles extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");
    private static final Set<String> NOT_SERVED = Set.of("/WEB-INF/", "/META-INF/");
    private static final Set<MappingMatch> NO_SERVLET = EnumSet.of(MappingMatch.DEFAULT, MappingMatch.CONTEXT_ROOT);
    // The coding, unless its weight is 0.
    private static final Pattern GZIP = Pattern.compile(
            "(?:^|,)\\s*gzip\\s*(?:,|$|;(?!\\s*q=0(?:\\.0{0,3})?\\s*(?:,|$)))", Pattern.CASE_INSENSITIVE);
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private transient Map<String, StaticFile> files = Map.of();

    /**
     * @param tag strong entity tag, without the quotation marks
     * @param compressed the content in gzip format
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record StaticFile(String tag, int length, byte[] compressed) {}

    // Read once: requests cannot make the map grow.
    @Override
    public void init() throws ServletException {
        Map<String, StaticFile> found = new HashMap<>();
        try {
            find("/", found);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ServletException(e);
        }
        files = Map.copyOf(found);
    }

    private void find(String folder, Map<String, StaticFile> found) throws IOException, NoSuchAlgorithmException {
        Set<String> paths = getServletContext().getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (!path.endsWith("/")) {
                found.put(path, read(path));
            } else if (!NOT_SERVED.contains(path)) {
                find(path, found);
            }
        }
    }

    private StaticFile read(String path) throws IOException, NoSuchAlgorithmException {
        try (InputStream file = getServletContext().getResourceAsStream(path)) {
            byte[] content = file.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new StaticFile(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(digest), content.length, compress(content));
        }
    }

    private static byte[] compress(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        StaticFile file = files.get(path);
        if (file != null) {
            answer(path, file, request, response);
        } else if (SAFE_METHODS.contains(request.getMethod())
                || !NO_SERVLET.contains(request.getHttpServletMapping().getMappingMatch())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String path(HttpServletRequest request) {
        String below = request.getPathInfo();
        String path = request.getServletPath() + (below == null ? "" : below);
        return path.endsWith("/") ? path + "index.html" : path;
    }

    private void answer(String path, StaticFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> send(path, file, request, response);
            case "OPTIONS" -> {
                response.setHeader("Allow", ALLOWED);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", ALLOWED);
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void send(String path, StaticFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean compressed = acceptsGzip(request.getHeader("Accept-Encoding"));
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", '"' + file.tag() + (compressed ? "-gzip\"" : "\""));
        if (contains(request.getHeader("If-None-Match"), file.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(getServletContext().getMimeType(path));
        response.setCharacterEncoding("UTF-8"); // all files are text
        response.setContentLength(compressed ? file.compressed().length : file.length());
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        if (request.getMethod().equals("GET")) {
            write(path, file, compressed, response.getOutputStream());
        }
    }

    private void write(String path, StaticFile file, boolean compressed, OutputStream body) throws IOException {
        if (compressed) {
            body.write(file.compressed());
            return;
        }
        try (InputStream content = getServletContext().getResourceAsStream(path)) {
            content.transferTo(body);
        }
    }

    // RFC 9110 section 12.5.3
    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null && GZIP.matcher(acceptEncoding).find();
    }

    // Proxies that compress make the tag weak, or append a suffix, as in "…-gzip".
    private static boolean contains(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null && ifNoneMatch.contains('"' + tag);
    }
}
