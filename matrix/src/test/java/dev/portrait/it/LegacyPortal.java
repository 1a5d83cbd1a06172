package dev.portrait.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An old portal with the examples of docs/portal.md on its pages. It returns the token of the signed-in user at
 * {@code /token} and forwards form posts to Portrait at {@code /profile}.
 */
final class LegacyPortal implements AutoCloseable {

    /** The origin of the portal, which the server's CORS and frame settings allow. */
    static final String ORIGIN = OwnServer.LEGACY_PORTAL;

    /** The same portal under an origin that is not configured. */
    static final String STRANGER = "http://stranger.example";

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```html\n(.*?)```");
    private static final String JQUERY = "/META-INF/resources/webjars/jquery/1.12.4/jquery.min.js";
    private static final String DOCUMENTED_BASE = "https://profiles.example/";
    private static final List<String> FORWARDED_HEADERS = List.of(
            "Content-Type", "Accept", "Accept-Language", "Referer", "Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode");
    private static final List<String> RETURNED_HEADERS = List.of("Content-Language", "Content-Security-Policy");
    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String FORM_TOKEN = "token of this form";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Person person;
    private volatile String page = "";

    private LegacyPortal(HttpServer server, Person person) {
        this.server = server;
        this.person = person;
    }

    static LegacyPortal start(Person person) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LegacyPortal portal = new LegacyPortal(server, person);
        server.createContext("/", portal::page);
        server.createContext("/token", exchange -> {
            try (exchange) {
                answer(exchange, 200, "text/plain", person.token().getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.createContext("/profile", portal::post);
        server.createContext("/jquery.js", exchange -> {
            try (exchange) {
                answer(exchange, 200, "text/javascript", jquery());
            }
        });
        server.setExecutor(portal.threads);
        server.start();
        return portal;
    }

    /** Returns the Chromium option that resolves the names of the portal. */
    String hostResolverOption() {
        String address = "127.0.0.1:" + server.getAddress().getPort();
        return "--host-resolver-rules=MAP legacy.example " + address + ",MAP stranger.example " + address;
    }

    /** Shows an example of docs/portal.md on the page, with this content of the head. */
    void showExample(String head, int example) throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("docs", "portal.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String base = person.portrait().base().toString();
        page = "<!DOCTYPE html><html lang=\"en\"><head><title>Portal</title>" + head
                + "</head><body><main><h1>Portal</h1>"
                + examples.get(example)
                        .replace(DOCUMENTED_BASE, base)
                        .replace("'https://profiles.example'", "'" + base.replaceFirst("^(\\w+://[^/]+).*", "$1") + "'")
                + "</main></body></html>";
    }

    private static byte[] jquery() throws IOException {
        try (InputStream script = Objects.requireNonNull(LegacyPortal.class.getResourceAsStream(JQUERY))) {
            return script.readAllBytes();
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean found = exchange.getRequestURI().getPath().equals("/");
            answer(
                    exchange,
                    found ? 200 : 404,
                    "text/html; charset=utf-8",
                    filled(page).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes the current values into the form, as a template engine does. */
    private String filled(String template) {
        if (!template.contains("{{")) {
            return template;
        }
        JsonObject profile = person.profile();
        return VALUE.matcher(template)
                .replaceAll(value -> Matcher.quoteReplacement(
                        escaped(value.group(1).equals("csrf_token") ? FORM_TOKEN : profile.getString(value.group(1)))));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void post(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!new String(body, StandardCharsets.UTF_8).contains("name=\"_state\"\r\n\r\n" + FORM_TOKEN)) {
                answer(exchange, 403, "text/plain", "forged".getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpRequest.Builder request = person.portrait().request(person.path());
            FORWARDED_HEADERS.forEach(name -> exchange.getRequestHeaders()
                    .getOrDefault(name, List.of())
                    .forEach(value -> request.header(name, value)));
            Answer answer = person.portrait()
                    .send(request.header("Authorization", "Bearer " + person.token())
                            .POST(BodyPublishers.ofByteArray(body)));
            RETURNED_HEADERS.forEach(name -> exchange.getResponseHeaders().set(name, answer.header(name)));
            answer(exchange, answer.status(), answer.header("Content-Type"), answer.bytes());
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
