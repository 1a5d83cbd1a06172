package dev.portrait.platform.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    private static final Map<String, String> TRUSTING = Map.of("portrait.trusted-proxies", "10.0.0.0/8, ::1");
    private static final String PROXY = "10.1.2.3";
    private static final String STRANGER = "203.0.113.7";

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();

    @Test
    void is_the_address_of_the_request_by_default() {
        forwarded("https", "evil.example");

        assertThat(address(Map.of(), PROXY, "http://inside:8080", ""))
                .containsExactly("http://inside:8080/api/v2/", "http://inside:8080/api/v2/user/1/?a=%2F");
    }

    @ParameterizedTest
    @ValueSource(strings = {STRANGER, "", "::2", "proxy.example"})
    void is_the_address_of_the_request_if_the_peer_is_not_trusted(String peer) {
        forwarded("https", "evil.example");

        assertThat(address(TRUSTING, peer, "http://inside:8080", "/x"))
                .containsExactly("http://inside:8080/x/api/v2/", "http://inside:8080/x/api/v2/user/1/?a=%2F");
    }

    @ParameterizedTest
    @ValueSource(strings = {PROXY, "::ffff:10.1.2.3", "0:0:0:0:0:0:0:1"})
    void is_the_address_in_the_headers_of_a_trusted_proxy(String peer) {
        forwarded("https", "portrait.example");

        assertThat(address(TRUSTING, peer, "http://inside:8080", "/x"))
                .containsExactly(
                        "https://portrait.example/x/api/v2/", "https://portrait.example/x/api/v2/user/1/?a=%2F");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, '', https://example.org",
        "https://example.org/, /x, https://example.org",
        "https://example.org/a/b, '', https://example.org/a/b",
        "https://example.org/a/b, /x, https://example.org/a/b",
        "http://[::1]:8080, /x, http://[::1]:8080"
    })
    void is_the_configured_address_whatever_the_headers_say(String publicUrl, String contextPath, String root) {
        forwarded("https", "evil.example");
        Map<String, String> settings =
                Map.of("portrait.public-url", publicUrl, "portrait.trusted-proxies", "0.0.0.0/0");

        for (String inside : List.of("http://inside:8080", "http://a')b", "http://evil.example")) {
            assertThat(address(settings, PROXY, inside, contextPath))
                    .containsExactly(root + "/api/v2/", root + "/api/v2/user/1/?a=%2F");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https, portrait.example, '', '', https://portrait.example",
        "HTTPS, portrait.example:443, '', '', https://portrait.example",
        "http, portrait.example:80, '', '', http://portrait.example",
        "https, portrait.example:80, '', '', https://portrait.example:80",
        "https, portrait.example, 8443, '', https://portrait.example:8443",
        "https, portrait.example, 443, '', https://portrait.example",
        "https, portrait.example:8444, 8443, '', https://portrait.example:8444",
        "https, [2001:db8::1], 8443, '', https://[2001:db8::1]:8443",
        "https, [2001:db8::1]:444, '', '', https://[2001:db8::1]:444",
        "https, portrait.example, '', /profile, https://portrait.example/profile",
        "https, portrait.example, '', /a/b.c~/, https://portrait.example/a/b.c~",
        "https, '', '', '', https://inside:8080",
        "'', portrait.example, '', '', http://portrait.example",
        "'', '', '', /profile, http://inside:8080/profile"
    })
    void is_composed_of_the_headers(String proto, String host, String port, String prefix, String root) {
        forwarded(proto, host);
        headers.putSingle("X-Forwarded-Port", port);
        headers.putSingle("X-Forwarded-Prefix", prefix);

        assertThat(root("http://inside:8080")).contains(root);
    }

    @Test
    void uses_the_forwarded_port_for_a_host_without_a_port() {
        headers.putSingle("X-Forwarded-Proto", "https");
        headers.putSingle("X-Forwarded-Port", "8443");

        assertThat(root("http://portrait.example")).contains("https://portrait.example:8443");
        assertThat(root("http://portrait.example:9443")).contains("https://portrait.example:9443");
    }

    @Test
    void uses_the_last_of_several_values() {
        headers.add("X-Forwarded-Proto", "http, https");
        headers.add("X-Forwarded-Host", "evil.example");
        headers.add("X-Forwarded-Host", "evil.example , portrait.example");
        headers.add("X-Forwarded-Port", "1,8443");
        headers.add("X-Forwarded-Prefix", "/evil, /profile");

        assertThat(root("http://inside:8080")).contains("https://portrait.example:8443/profile");
    }

    @ParameterizedTest
    @CsvSource({
        "javascript, a b, 0, profile",
        "ftp, a'b, 65536, //evil.example",
        "https:, user@evil.example, -1, /a/../b",
        "'https, ', 'evil.example,', 99999, /.",
        "httpsx, a/b, 8443x, /a?b",
        "wss, [::1, '8443,', /a//b",
        "'', portrait.example:x, '', /a%2Fb",
        "'', portrait.example:0, '', /a')b",
        "'', -a, '', '/a b'"
    })
    void ignores_malformed_headers(String proto, String host, String port, String prefix) {
        forwarded(proto, host);
        headers.putSingle("X-Forwarded-Port", port);
        headers.putSingle("X-Forwarded-Prefix", prefix);

        assertThat(root("http://inside:8080")).contains("http://inside:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a')b", "user@host", "a;b", "a,b", "a(b", "a%22b", "host:0", "host:99999"})
    void does_not_exist_for_a_malformed_host(String host) {
        assertThat(root("http://" + host)).isEmpty();
    }

    @Test
    void ignores_a_prefix_of_more_than_255_characters() {
        headers.putSingle("X-Forwarded-Prefix", "/a".repeat(127));
        assertThat(root("http://inside:8080")).contains("http://inside:8080" + "/a".repeat(127));

        headers.putSingle("X-Forwarded-Prefix", "/a".repeat(128));
        assertThat(root("http://inside:8080")).contains("http://inside:8080");

        headers.putSingle("X-Forwarded-Prefix", "/a".repeat(1_000_000));
        assertThat(root("http://inside:8080")).contains("http://inside:8080");
    }

    @Test
    void treats_an_empty_port_as_no_port() {
        forwarded("https", "portrait_1.example:");

        assertThat(root("http://inside:8080")).contains("https://portrait_1.example");
    }

    @Test
    void ignores_the_host_of_the_request_if_the_proxy_forwards_one() {
        forwarded("https", "portrait.example");

        assertThat(root("http://a')b")).contains("https://portrait.example");
    }

    private void forwarded(String proto, String host) {
        headers.putSingle("X-Forwarded-Proto", proto);
        headers.putSingle("X-Forwarded-Host", host);
    }

    private Optional<String> root(String inside) {
        return PublicAddress.root(URI.create(inside + "/api/v2/"), "", new ForwardedHeaders(headers));
    }

    /** Returns the base URI and the request URI after the filter. */
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private List<String> address(Map<String, String> settings, String peer, String inside, String contextPath) {
        String base = inside + contextPath + "/api/v2/";
        List<String> now = new ArrayList<>(List.of(base, base + "user/1/?a=%2F"));
        UriInfo uri = answering(UriInfo.class, (method, arguments) -> switch (method) {
            case "getBaseUri" -> URI.create(now.get(0));
            case "getRequestUri" -> URI.create(now.get(1));
            default -> throw new UnsupportedOperationException(method);
        });
        PublicAddress filter = new PublicAddress();
        filter.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
        filter.connection = answering(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getContextPath" -> contextPath;
            case "getRemoteAddr" -> peer;
            default -> throw new UnsupportedOperationException(method);
        });
        filter.filter(answering(ContainerRequestContext.class, (method, arguments) -> switch (method) {
            case "getUriInfo" -> uri;
            case "getHeaders" -> headers;
            case "getHeaderString" -> "inside";
            case "setRequestUri" -> {
                now.clear();
                now.add(arguments[0].toString());
                now.add(arguments[1].toString());
                yield "";
            }
            default -> throw new UnsupportedOperationException(method);
        }));
        return now;
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T answering(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                PublicAddressTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
