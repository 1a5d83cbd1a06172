package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BlackBox
@Tag("cluster")
@DisplayName("nginx, configured with server-config/reverse-proxy")
class ProxyIT {

    private final Portrait portrait;

    ProxyIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/",
                "/metrics;x",
                "/metrics%3Bx",
                "/%6detrics",
                "//metrics",
                "/api/../metrics",
                "/api/%2e%2e/metrics",
                "/api/..%2fmetrics",
                "/profile/../health",
                "/health",
                "/health/ready",
                "/health;x/ready",
                "/openapi/",
                "/openapi/x",
                "/jwt/jwk",
                "/ibm/api/",
                "/management",
                "/WEB-INF/web.xml"
            })
    @DisplayName("does not forward paths of the application server")
    void hides_paths_of_the_server(String path) throws IOException {
        String answer = RawRequest.get(portrait.base(), path, List.of("Host: 127.0.0.1"));

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("\"not_found\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "index.html",
                "server.html",
                "portrait-profile.js",
                "portrait.css",
                "portrait.svg",
                "openapi",
                "openapi.json",
                "docs/",
                "admin/",
                "admin/texts/en.json",
                "embed/",
                "profile/texts.js",
                "api/v2/health/",
                "avatar/00000000000000000000000000000000"
            })
    @DisplayName("forwards each path of Portrait")
    void forwards_paths_of_portrait(String path) {
        assertThat(portrait.get(path).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("forwards a request for a hundred profiles with long ids")
    void forwards_a_request_for_many_profiles() {
        String ids = LongStream.range(0, 100)
                .mapToObj(i -> String.valueOf(Long.MAX_VALUE - i))
                .collect(Collectors.joining("&id=", "id=", ""));

        assertThat(portrait.get("api/v2/users/?" + ids, portrait.person().token())
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("accepts a token of 12 kB")
    void accepts_a_long_token() {
        String token = portrait.minter()
                .sign(TokenMinter.claims(TokenMinter.subject(portrait.person().token()), Duration.ofHours(1))
                        .claim("more", "x".repeat(9_000))
                        .build());

        assertThat(portrait.get("api/v2/user/me/", token).status()).isEqualTo(200);
    }
}
