package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@Tag("direct")
@ContractSection(3)
@DisplayName("URLs in responses")
class AddressIT {

    private static final List<String> FORGED = List.of(
            "Forwarded: for=127.0.0.1;host=evil.example;proto=https",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Port: 6666",
            "X-Forwarded-Prefix: /evil",
            "X-Forwarded-Server: evil.example",
            "X-Original-Host: evil.example",
            "X-Host: evil.example");

    private final Portrait portrait;
    private final Person ann;
    private final String avatar;

    AddressIT(Portrait portrait) {
        this.portrait = portrait;
        ann = portrait.person();
        avatar = ann.put(new Multipart().file("avatar", Photos.jpeg(300, 200)))
                .user()
                .getString("avatar");
    }

    @AfterEach
    void assert_other_users_get_the_correct_url() {
        assertThat(portrait.get(ann.path()).user().getString("avatar")).isEqualTo(avatar);
        assertThat(portrait.get(ann.path(), portrait.person().token()).user().getString("avatar"))
                .isEqualTo(avatar);
    }

    @Test
    @DisplayName("begin with the address to which the request was sent")
    void begin_with_the_address_of_the_request() {
        assertThat(avatar).startsWith(portrait.base() + "media/");
        assertThat(portrait.get(avatar).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("ignore the Forwarded and X-Forwarded headers of an untrusted client")
    void forwarded_headers_of_a_stranger() throws IOException {
        List<String> headers = new ArrayList<>(FORGED);
        headers.add("Host: " + portrait.base().getAuthority());

        String answer = get(headers);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"" + avatar + "\"")
                .doesNotContain("evil", "6666");
    }

    @Test
    @DisplayName("contain the host of their own request when requests run concurrently")
    void contain_the_host_of_their_own_request() throws Exception {
        List<String> hosts =
                IntStream.range(0, 20).mapToObj("host-%d.example"::formatted).toList();

        List<String> answers = AtOnce.run(hosts, this::getFrom);

        assertThat(answers)
                .zipSatisfy(
                        hosts,
                        (answer, host) -> assertThat(answer).contains("\"avatar\":\"http://" + host + "/media/"));
    }

    @Test
    @ContractSection(6)
    @DisplayName("do not affect the version: the ETag is the same for every host")
    void do_not_affect_the_version() throws IOException {
        String tag = portrait.get(ann.path()).header("ETag");

        assertThat(get(List.of("Host: other.example"))).contains("other.example/media/", tag);
    }

    @Test
    @DisplayName("built from a forged Host are not cached for others")
    void of_a_forged_host_are_not_cached() throws IOException {
        String answer = get(List.of("Host: evil.example"));

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer).containsPattern("(?i)\r\ncache-control:.*private.*\r\n");
        assertThat(answer).containsPattern("(?i)\r\ncache-control:.*no-cache.*\r\n");
    }

    @Test
    @DisplayName(
            "are absent from publicly cached responses: that of a picture contains no host, neither in a 200 nor in a 304")
    void are_absent_from_the_response_of_a_picture() throws IOException {
        String tag = portrait.get(avatar).header("ETag");

        for (String condition : List.of("\"other\"", tag)) {
            String answer =
                    RawRequest.get(URI.create(avatar), List.of("Host: evil.example", "If-None-Match: " + condition));

            assertThat(answer).startsWith(condition.equals(tag) ? "HTTP/1.1 304" : "HTTP/1.1 200");
            assertThat(answer).doesNotContain("evil.example");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a')b",
                "evil.example')",
                "evil.example\"",
                "evil.example\"}",
                "evil.example/x",
                "evil.example\\",
                "ann@evil.example",
                "evil.example;x",
                "evil.example,x",
                "<evil>",
                "evil example",
                "evil.example:x",
                "evil.example:99999",
                "evil.example:-1",
                "[::1",
                "\u00e9",
                ""
            })
    @DisplayName("are never built from a malformed Host")
    void malformed_host(String host) throws IOException {
        String answer = get(List.of("Host: " + host));

        assertThat(answer.lines().findFirst().orElse("")).matches("HTTP/1.1 (200|400) .*");
        // Some servers refuse it themselves with an empty response; none returns the profile.
        assertThat(answer).doesNotContain("\"avatar\"", "evil.example", "')");
    }

    private String getFrom(String host) {
        try {
            return get(List.of("Host: " + host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(List<String> headers) throws IOException {
        return RawRequest.get(portrait.base().resolve(ann.path()), headers);
    }
}
