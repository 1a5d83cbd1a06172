package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatLngTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,0",
                "45.4642,9.19",
                "-45.4642,-9.19",
                "90,180",
                "-90,-180",
                "90.0000000000,180.0000000000",
                "007,009",
                "1.0123456789,1.0123456789",
                "-0,0.0"
            })
    void keeps_a_place_digit_by_digit(String raw) {
        assertThat(LatLng.parse("location_lat_lng", raw).value()).isEqualTo(raw);
    }

    @Test
    void leaves_blanks_out() {
        assertThat(LatLng.parse("location_lat_lng", "  45.4642 , 9.19 ").value())
                .isEqualTo("45.4642,9.19");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "90.0000000001,0",
                "-90.0000000001,0",
                "0,180.0000000001",
                "0,-180.0000000001",
                "91,0",
                "0,181",
                "0,1000",
                "1.01234567890,1",
                "1,1.01234567890"
            })
    void refuses_what_is_off_the_globe_or_finer_than_ten_decimals(String raw) {
        assertRefused(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "1",
                "1,",
                ",1",
                "1,2,3",
                "1;2",
                "1 2",
                "+1,2",
                ".5,1",
                "1.,2",
                "1e1,2",
                "1,2\n",
                "\n1,2",
                "1,\t2",
                "--1,2",
                "- 1,2",
                "1. 5,2",
                "NaN,0",
                "0x1,2",
                "\u0661,\u0662",
                "\u22121,2",
                "1\u0000,2",
                "1,5,2,5",
                "a,b"
            })
    void refuses_everything_else(String raw) {
        assertRefused(raw);
    }

    @Test
    void refuses_a_very_long_text_without_delay() {
        assertRefused(" ".repeat(1_000_000));
        assertRefused("1".repeat(1_000_000) + "," + "1".repeat(1_000_000));
    }

    @Test
    void names_the_field_at_fault() {
        Refusals.assertRefused(() -> LatLng.parse("position_lat_lng", "x"), "position_lat_lng", ErrorCode.INVALID);
    }

    private static void assertRefused(String raw) {
        Refusals.assertRefused(() -> LatLng.parse("location_lat_lng", raw), "location_lat_lng", ErrorCode.INVALID);
    }
}
