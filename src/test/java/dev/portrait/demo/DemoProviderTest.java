package dev.portrait.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.TokenMinter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sign-in of the demo")
class DemoProviderTest {

    private static final String PAGE = "http://127.0.0.1:8080/";
    // RFC 7636, appendix B
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final Map<String, String> REQUEST = Map.of(
            "client_id", DemoTokens.CLIENT,
            "redirect_uri", PAGE,
            "state", "a state",
            "nonce", "n",
            "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method", "S256");

    private final HttpClient client = HttpClient.newHttpClient();
    private DemoProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = DemoProvider.start(new TokenMinter(), 8080);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    @DisplayName("has a button for each person, and sends them back with a code for tokens")
    void signs_in() throws Exception {
        assertThat(authorize(Map.of(), "").body()).contains("value=\"ann\"", "value=\"bob\"", "value=\"olga\"");

        String code = code(authorize(Map.of(), "user=olga"));
        String tokens = redeem(code, VERIFIER).body();
        assertThat(tokens).contains("\"access_token\"", "\"id_token\"", "\"refresh_token\"");
        assertThat(redeem(code, VERIFIER).statusCode()).as("a second time").isEqualTo(400);
    }

    @Test
    @DisplayName("gives no tokens without the verifier")
    void needs_the_verifier() throws Exception {
        assertThat(redeem(code(authorize(Map.of(), "user=ann")), "another").statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("answers silently, if it is asked to, that nobody is signed in")
    void silent() throws Exception {
        assertThat(location(authorize(Map.of("prompt", "none"), "")))
                .startsWith(PAGE + "?error=login_required&")
                .contains("state=a+state");
    }

    @Test
    @DisplayName("sends nobody to another address")
    void sends_nobody_elsewhere() throws Exception {
        assertThat(authorize(Map.of("redirect_uri", "https://other.example/"), "user=ann")
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> authorize(Map<String, String> changes, String form) throws Exception {
        Map<String, String> request = new TreeMap<>(REQUEST);
        request.putAll(changes);
        return send("/authorize?" + encoded(request), form);
    }

    private HttpResponse<String> redeem(String code, String verifier) throws Exception {
        return send(
                "/token", encoded(Map.of("grant_type", "authorization_code", "code", code, "code_verifier", verifier)));
    }

    private HttpResponse<String> send(String path, String form) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.issuer() + path));
        return client.send(
                form.isEmpty()
                        ? request.build()
                        : request.POST(BodyPublishers.ofString(form)).build(),
                BodyHandlers.ofString());
    }

    private static String code(HttpResponse<?> answer) {
        return location(answer).replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
