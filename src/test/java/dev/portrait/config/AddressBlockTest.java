package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "10.0.0.0/8, 10.255.255.255",
        "10.200.0.1/8, 10.1.2.3",
        "192.168.4.0/22, 192.168.7.255",
        "10.1.2.3/32, 10.1.2.3",
        "0.0.0.0/0, 203.0.113.7",
        "127.0.0.1, ::ffff:127.0.0.1",
        "::ffff:127.0.0.1, 127.0.0.1",
        "::1, 0:0:0:0:0:0:0:1",
        "::1, [::1]",
        "fe80::/10, fe80::1%eth0",
        "fe80::/10, [fe80::1%2]",
        "2001:db8::/33, 2001:DB8:7fff::1",
        "::/0, 2001:db8::1"
    })
    void contains(String block, String address) {
        assertThat(block(block).contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.4",
        "10.0.0.0/8, 11.0.0.0",
        "192.168.4.0/22, 192.168.8.0",
        "0.0.0.0/0, ::1",
        "::/0, 127.0.0.1",
        "2001:db8::/33, 2001:db8:8000::1",
        "::1, ::2",
        "0.0.0.0/0, localhost",
        "0.0.0.0/0, 1",
        "0.0.0.0/0, 1.2.3",
        "0.0.0.0/0, ''",
        "0.0.0.0/0, '10.1.2.3, 10.1.2.4'",
        "::/0, unix:"
    })
    void does_not_contain(String block, String address) {
        assertThat(block(block).contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "proxy.example",
                "10",
                "10.1",
                "10.1.2",
                "10.1.2.256",
                "010.1.2.3",
                "10.1.2.3.4",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.*",
                "::/129",
                ":::",
                "::1::",
                "2001:db8",
                "g::1",
                "[::1]",
                "fe80::1%eth0",
                "abcdef"
            })
    void refuses_other_texts(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }

    @Test
    void is_shown_in_cidr_notation() {
        assertThat(block("10.0.0.0/8")).hasToString("10.0.0.0/8");
        assertThat(block("::1")).hasToString("0:0:0:0:0:0:0:1/128");
    }

    private static AddressBlock block(String text) {
        return AddressBlock.parse(text).orElseThrow();
    }
}
