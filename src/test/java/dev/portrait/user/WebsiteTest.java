package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebsiteTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org",
                "https://example.org/",
                "HTTPS://EXAMPLE.ORG/A",
                "https://example.org/a/b?c=d&e=%20f#g",
                "http://localhost",
                "http://127.0.0.1:8080/",
                "http://[::1]/",
                "https://[2001:db8::1]:8443/x",
                "https://example.org:65535",
                "https://example.org:1/",
                "https://m\u00FCnchen.example/stra\u00DFe",
                "https://\u4F8B\u3048.jp/",
                "https://xn--mnchen-3ya.example/",
                "https://example.org/it's"
            })
    void keeps_a_web_address_as_it_is(String raw) {
        assertThat(Website.parse(raw).value()).isEqualTo(raw);
    }

    @Test
    void trims_blanks() {
        assertThat(Website.parse("  https://example.org ").value()).isEqualTo("https://example.org");
    }

    @Test
    void accepts_200_code_points_and_refuses_201_as_invalid() {
        String full = "https://example.org/" + "x".repeat(180);
        assertThat(Website.parse(full).value()).hasSize(200);
        assertRefused(full + "x");
        String astral = "https://example.org/" + "\uD83D\uDE00".repeat(180);
        assertThat(Website.parse(astral).value()).isEqualTo(astral);
        assertRefused(astral + "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "javascript://example.org/%0Aalert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "ftp://example.org",
                "file:///etc/passwd",
                "mailto:ann@example.org",
                "httpx://example.org",
                "view-source:http://example.org"
            })
    void refuses_every_other_scheme(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "www.example.org/x",
                "/x",
                "//example.org",
                "http:",
                "http:/x",
                "http://",
                "https://",
                "https:///x",
                "http:example.org",
                "https://?x",
                "https://#x",
                "https://:80",
                "https://.",
                "https://a..b",
                "https://exa_mple.org"
            })
    void refuses_an_address_without_scheme_or_host(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann@example.org",
                "https://ann:secret@example.org/",
                "https://@example.org",
                "https://example.org@evil.example",
                "https://example.org:80@evil.example",
                "https://ann\uFF20example.org" // full-width @, which becomes @ on the way to ASCII
            })
    void refuses_user_info(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org\uFF0F.evil.example",
                "https://example.org\uFF1F.evil.example",
                "https://example.org\uFF03.evil.example",
                "https://example.org\uFF1A80"
            })
    void refuses_a_host_with_letters_that_turn_into_delimiters(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org:65536",
                "https://example.org:99999",
                "https://example.org:123456",
                "https://example.org:-1",
                "https://example.org:x",
                "https://example.org:80:80",
                "https://example.org:\u0668\u0660"
            })
    void refuses_a_port_that_is_none(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://[::1",
                "https://::1/",
                "https://[:::1]/",
                "https://[1.2.3.4]/",
                "https://[fe80::1%25eth0]/",
                "https://1.2.3.999/",
                "https://[example.org]/"
            })
    void refuses_a_broken_ip_address(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://exa mple.org",
                "https://example.org/a b",
                "https://example.org\\@evil.example",
                "https:\\\\example.org",
                "https://example.org\\x",
                "https://example.org\n",
                "https://example.org/\nx",
                "\nhttps://example.org",
                "java\nscript:x",
                "https://example.org/\u0000",
                "https://example.org/\t",
                "https://example.org/<script>",
                "https://example.org/\"x\"",
                "https://example.org/`x`",
                "https://example.org/{x}",
                "https://example.org/%zz",
                "https://example.org/\u00A0",
                "https://example.org/\uFFFD",
                "https://example.org/\uD83D"
            })
    void refuses_characters_that_no_address_has(String raw) {
        assertRefused(raw);
    }

    private static void assertRefused(String raw) {
        Refusals.assertRefused(() -> Website.parse(raw), "website", ErrorCode.INVALID);
    }
}
