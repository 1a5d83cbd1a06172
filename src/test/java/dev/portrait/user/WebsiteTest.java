package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "https://example.org/it's",
                "https://some_user.example.com",
                "https://_dmarc.example.com/",
                "https://some-.tumblr.example",
                "https://-a.example",
                "https://example.org.",
                "https://example.org:",
                "https://a.b.c.d.e.f.g.example",
                "https://3com.example",
                "https://example.x1",
                "https://example.org/?a[]=1",
                "https://example.org/\u03B1/\u4F8B#\uD83D\uDE00",
                "https://\u1019\u103C\u1014\u103A\u1019\u102C.example", // U+103C was added in Unicode 5.1
                "https://\u078B\u07A8\u0788\u07AC\u0780\u07A8.example", // ends in a mark of a right-to-left script
                "https://\u05D9\u05D9\u05B4\u05D3.example",
                "https://\u4F8B\u3048\u3002\u30C6\u30B9\u30C8",
                "https://\u0645\u062B\u0627\u0644.\u0625\u062E\u062A\u0628\u0627\u0631",
                "https://\u0928\u092E\u0938\u094D\u0924\u0947.\u092D\u093E\u0930\u0924",
                "https://\uFF45xample.org",
                "https://fa\u00DF.de",
                "https://i\u2764.ws",
                "https://\uD83D\uDE00.example",
                "https://\uD82C\uDD00.example", // U+1B100
                "https://\uD801\uDD70.example", // U+10570, added in Unicode 14
                "https://\uD83B\uDFFD.example" // U+1EFFD, not assigned yet
            })
    void keeps_a_web_address_unchanged(String raw) {
        assertThat(Website.parse(raw).text()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "\t", "\n", "\r\n", "\u00A0", "\u2007\u202F"})
    void trims_white_space(String blank) {
        assertThat(Website.parse(blank + "https://example.org" + blank).text()).isEqualTo("https://example.org");
    }

    @Test
    void accepts_200_code_points_and_refuses_201_as_invalid() {
        String full = "https://example.org/" + "x".repeat(180);
        assertThat(Website.parse(full).text()).hasSize(200);
        assertRefused(full + "x", Reason.TOO_LONG);
        String astral = "https://example.org/" + "\uD83D\uDE00".repeat(180);
        assertThat(Website.parse(astral).text()).isEqualTo(astral);
        assertRefused(astral + "x", Reason.TOO_LONG);
    }

    @Test
    void accepts_a_label_of_63_characters_and_refuses_one_of_64() {
        String longest = "https://" + "a".repeat(63) + ".example";
        assertThat(Website.parse(longest).text()).isEqualTo(longest);
        assertRefused("https://" + "a".repeat(64) + ".example", Reason.BAD_HOST);
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
        assertRefused(raw, Reason.BAD_SCHEME);
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
                "http:example.org",
                "https:\\\\example.org",
                "java script:x"
            })
    void refuses_an_address_without_scheme(String raw) {
        assertRefused(raw, Reason.BAD_SCHEME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "https://",
                "https:///x",
                "https://?x",
                "https://#x",
                "https://:80",
                "https://.",
                "https://a..b",
                "https://.a",
                "https://a..",
                "https://exa mple.org",
                "https://exa\u00A0mple.org",
                "https://exa\u3000mple.org",
                "https://exa%6Dple.org",
                "https://exa*mple.org",
                "https://exa!mple.org",
                "https://exa;mple.org",
                "https://\u0301a.example",
                "https://a.\u094D",
                "https://\uE000.example",
                "https://\u2100.example", // normalizes to a/c
                "https://a\u00B4b.example" // normalizes to a space and an accent
            })
    void refuses_a_missing_or_invalid_host(String raw) {
        assertRefused(raw, Reason.BAD_HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann@example.org",
                "https://ann:secret@example.org/",
                "https://@example.org",
                "https://example.org@evil.example",
                "https://example.org:80@evil.example",
                "https://example.org\\@evil.example",
                "https://ann@[::1]/"
            })
    void refuses_user_info(String raw) {
        assertRefused(raw, Reason.USER_INFO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org\uFF0F.evil.example",
                "https://example.org\uFF1F.evil.example",
                "https://example.org\uFF03.evil.example",
                "https://example.org\uFF1A80",
                "https://ann\uFF20example.org",
                "https://example.org\uFF3C.evil.example",
                "https://example.org\uFF05.evil.example",
                "https://\uFF3B::1\uFF3D/"
            })
    void refuses_a_host_with_characters_that_normalize_to_delimiters(String raw) {
        assertRefused(raw, Reason.BAD_HOST);
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
    void refuses_an_invalid_port(String raw) {
        assertRefused(raw, Reason.BAD_PORT);
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
                "https://[example.org]/",
                "https://[]/",
                "https://1.2.3/",
                "https://1.2.3.0x4/",
                "https://example.1/",
                "https://1.2.3.4.5/",
                "https://\uFF11.2.3.999/"
            })
    void refuses_an_invalid_ip_address(String raw) {
        assertRefused(raw, Reason.BAD_HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a b",
                "https://example.org/x\\y",
                "https://example.org/<script>",
                "https://example.org/\"x\"",
                "https://example.org/`x`",
                "https://example.org/{x}",
                "https://example.org/%zz",
                "https://example.org/x\u00A0y",
                "https://example.org/a#b#c"
            })
    void refuses_characters_that_urls_cannot_contain(String raw) {
        assertRefused(raw, Reason.BAD_ESCAPE);
    }

    @ParameterizedTest
    @CsvSource({
        "'https://example.org/\nx', LINE_BREAK",
        "'https://example.org/\tx', LINE_BREAK",
        "'java\nscript:x', LINE_BREAK",
        "'https://example.org/\u0000', CONTROL_CHARACTER",
        "'https://example.org/\uFFFD', NOT_UTF_8",
        "'https://example.org/\uD83D', UNPAIRED_SURROGATE"
    })
    void refuses_control_and_malformed_characters(String raw, Reason reason) {
        assertRefused(raw, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "\u00AD",
                "\u200C",
                "\u200D",
                "\u200E",
                "\u202E",
                "\u2060",
                "\u2066",
                "\uFEFF",
                "\uFE0F",
                "\u034F",
                "\u3164",
                "\u115F",
                "\u2800",
                "\uDB40\uDC41",
                "\uDB40\uDD00"
            })
    void refuses_invisible_characters_anywhere(String character) {
        assertRefused("https://exam" + character + "ple.com", Reason.INVISIBLE_CHARACTER);
        assertRefused("https://example.com/a" + character + "b", Reason.INVISIBLE_CHARACTER);
        assertRefused("https://example.com/?a" + character + "b", Reason.INVISIBLE_CHARACTER);
        assertRefused("https://example.com/#a" + character, Reason.INVISIBLE_CHARACTER);
        assertRefused("https://example.com:" + character + "80/", Reason.INVISIBLE_CHARACTER);
    }

    private static void assertRefused(String raw, Reason reason) {
        Refusals.assertInvalid(() -> Website.parse(raw), "website", reason);
    }
}
