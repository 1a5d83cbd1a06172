package dev.portrait.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portrait.it.TokenMinter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenID provider of the demo, on 127.0.0.1 only: it asks nobody for a password. It knows one public client, with PKCE.
 *
 * @param pages the addresses to which it sends people back
 */
record DemoProvider(HttpServer server, DemoTokens tokens, Set<String> pages, Map<String, Grant> grants)
        implements AutoCloseable {

    private static final String COOKIE = "portrait-demo";
    private static final int MAX_BODY = 8192;

    /** @param port of Portrait */
    static DemoProvider start(TokenMinter minter, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        DemoProvider provider = new DemoProvider(
                server,
                new DemoTokens(minter, issuer),
                Stream.of("127.0.0.1", "localhost")
                        .flatMap(host -> Stream.of("/", "/admin/").map(path -> "http://" + host + ":" + port + path))
                        .collect(Collectors.toSet()),
                new ConcurrentHashMap<>());
        server.createContext("/", provider::handle);
        server.start();
        return provider;
    }

    URI issuer() {
        return tokens.issuer();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, discovery());
                case "/authorize" ->
                    authorize(exchange, parameters(exchange.getRequestURI().getRawQuery()));
                case "/token" -> issue(exchange, parameters(body(exchange)));
                case "/logout" ->
                    logOut(exchange, parameters(exchange.getRequestURI().getRawQuery()));
                default -> text(exchange, 404, "There is nothing here.");
            }
        }
    }

    private Map<String, Object> discovery() {
        String issuer = issuer().toString();
        return Map.of(
                "issuer", issuer,
                "authorization_endpoint", issuer + "/authorize",
                "token_endpoint", issuer + "/token",
                "end_session_endpoint", issuer + "/logout",
                "authorization_response_iss_parameter_supported", true);
    }

    private void authorize(HttpExchange exchange, Map<String, String> request) throws IOException {
        boolean known = pages.contains(request.getOrDefault("redirect_uri", ""))
                && DemoTokens.CLIENT.equals(request.get("client_id"))
                && "S256".equals(request.get("code_challenge_method"));
        if (!known) {
            text(exchange, 400, "This request does not come from the demo.");
            return;
        }
        boolean clicked = exchange.getRequestMethod().equals("POST");
        Optional<DemoAccount> account =
                clicked ? DemoAccount.named(parameters(body(exchange)).getOrDefault("user", "")) : signedIn(exchange);
        if (account.isPresent()) {
            String code = UUID.randomUUID().toString();
            grants.put(
                    code,
                    new Grant(
                            account.get(),
                            request.getOrDefault("code_challenge", ""),
                            request.getOrDefault("nonce", "")));
            cookie(exchange, account.get().username());
            back(exchange, request, "code", code);
        } else if ("none".equals(request.get("prompt"))) {
            back(exchange, request, "error", "login_required");
        } else {
            html(exchange, SignInPage.html());
        }
    }

    private void back(HttpExchange exchange, Map<String, String> request, String name, String value)
            throws IOException {
        redirect(
                exchange,
                request.get("redirect_uri") + "?" + name + "=" + value + "&iss=" + encode(issuer().toString())
                        + "&state=" + encode(request.getOrDefault("state", "")));
    }

    private void issue(HttpExchange exchange, Map<String, String> request) throws IOException {
        boolean first = "authorization_code".equals(request.get("grant_type"));
        String key = request.getOrDefault(first ? "code" : "refresh_token", "");
        Grant grant = grants.remove(key);
        if (grant == null || (first && !grant.proves(request.getOrDefault("code_verifier", "")))) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String refreshToken = UUID.randomUUID().toString();
        grants.put(refreshToken, grant);
        json(exchange, 200, tokens.answer(grant.account(), refreshToken, grant.nonce()));
    }

    private void logOut(HttpExchange exchange, Map<String, String> request) throws IOException {
        cookie(exchange, "; Max-Age=0");
        String back = request.getOrDefault("post_logout_redirect_uri", "");
        if (pages.contains(back)) {
            redirect(exchange, back);
        } else {
            text(exchange, 200, "You are signed out.");
        }
    }

    private static Optional<DemoAccount> signedIn(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split("; *", -1)))
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .flatMap(cookie -> DemoAccount.named(cookie.substring(COOKIE.length() + 1)).stream())
                .findFirst();
    }

    private static void cookie(HttpExchange exchange, String value) {
        exchange.getResponseHeaders().set("Set-Cookie", COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MAX_BODY), UTF_8);
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : Optional.ofNullable(encoded).orElse("").split("&", -1)) {
            int end = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
            parameters.put(decode(pair.substring(0, end)), decode(pair.substring(Math.min(end + 1, pair.length()))));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        send(exchange, 303, "text/plain", "");
    }

    // The page of Portrait has another origin: another port.
    private static void json(HttpExchange exchange, int status, Map<String, Object> content) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        send(exchange, status, "application/json", JSONObjectUtils.toJSONString(content));
    }

    private static void html(HttpExchange exchange, String page) throws IOException {
        send(exchange, 200, "text/html", page);
    }

    private static void text(HttpExchange exchange, int status, String sentence) throws IOException {
        send(exchange, status, "text/plain", sentence + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] content = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What a code or a refresh token stands for. */
    private record Grant(DemoAccount account, String challenge, String nonce) {

        boolean proves(String verifier) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
                return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(digest)
                        .equals(challenge);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
