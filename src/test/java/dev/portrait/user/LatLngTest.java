package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void keeps_valid_coordinates_as_written(String raw) {
        assertThat(LatLng.parse(ProfileField.LOCATION_LAT_LNG, raw).text()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  45.4642 , 9.19 ",
                "45.4642,9.19\r\n",
                "\n45.4642,9.19\t",
                "\u00A045.4642,\u00A09.19\u202F",
                "45.4642\u2009,\u20039.19"
            })
    void removes_white_space(String raw) {
        assertThat(LatLng.parse(ProfileField.LOCATION_LAT_LNG, raw).text()).isEqualTo("45.4642,9.19");
    }

    @ParameterizedTest
    @CsvSource({
        "'45.46420351234568,9.18998212345678', '45.4642035123,9.1899821235'",
        "'-45.46420351235,9', '-45.4642035124,9'",
        "'1.01234567890,1', '1.0123456789,1'",
        "'0.00000000004,0.00000000005', '0.0000000000,0.0000000001'",
        "'-0.00000000001,0', '0.0000000000,0'",
        "'89.99999999999,-179.99999999999', '90.0000000000,-180.0000000000'",
        "'90.00000000001,180.00000000000003', '90.0000000000,180.0000000000'"
    })
    void rounds_to_ten_decimals(String raw, String rounded) {
        assertThat(LatLng.parse(ProfileField.LOCATION_LAT_LNG, raw).text()).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource({
        "'1e1,2', '10,2'",
        "'1E-7,-2.5e-6', '0.0000001,-0.0000025'",
        "'4.54642e+1,1.80e2', '45.4642,180'",
        "'0e0,-0.0e5', '0,0'",
        "'1.23456789012345e-5,2', '0.0000123457,2'",
        "'5e-324,-1e-999', '0.0000000000,0.0000000000'"
    })
    void expands_exponents(String raw, String plain) {
        assertThat(LatLng.parse(ProfileField.LOCATION_LAT_LNG, raw).text()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90.0000000001,0", "-90.0000000001,0", "91,0", "9.1e1,0", "1e999,0", "100,200"})
    void refuses_an_invalid_latitude(String raw) {
        assertRefused(raw, Reason.BAD_LATITUDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,180.0000000001", "0,-180.0000000001", "0,181", "0,-1e999"})
    void refuses_an_invalid_longitude(String raw) {
        assertRefused(raw, Reason.BAD_LONGITUDE);
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
                "1000,0",
                "1e,2",
                "e1,2",
                "1e1.5,2",
                "1e1000,2",
                "1e-1000,2",
                "1e-999999999,2",
                "0e999999999,2",
                "1e 1,2",
                "--1,2",
                "- 1,2",
                "1. 5,2",
                "NaN,0",
                "Infinity,0",
                "0x1,2",
                "\u0661,\u0662",
                "\u22121,2",
                "1,5,2,5",
                "a,b"
            })
    void refuses_any_other_text(String raw) {
        assertRefused(raw, Reason.NOT_COORDINATES);
    }

    @ParameterizedTest
    @CsvSource({"'1,\t2', LINE_BREAK", "'1\n,2', LINE_BREAK", "'1\u0000,2', CONTROL_CHARACTER", "'1,2\uFFFD', NOT_UTF_8"
    })
    void refuses_control_and_malformed_characters(String raw, Reason reason) {
        assertRefused(raw, reason);
    }

    @Test
    void refuses_a_very_long_text_without_delay() {
        assertRefused(" ".repeat(1_000_000), Reason.NOT_COORDINATES);
        assertRefused("1".repeat(1_000_000) + "," + "1".repeat(1_000_000), Reason.NOT_COORDINATES);
        assertRefused("1." + "1".repeat(1_000_000) + ",1", Reason.NOT_COORDINATES);
        assertRefused("1e" + "1".repeat(1_000_000) + ",1", Reason.NOT_COORDINATES);
        assertRefused("1" + " ".repeat(1_000_000) + "x", Reason.NOT_COORDINATES);
    }

    @Test
    void reports_the_field_that_was_parsed() {
        Refusals.assertInvalid(
                () -> LatLng.parse(ProfileField.POSITION_LAT_LNG, "x"), "position_lat_lng", Reason.NOT_COORDINATES);
    }

    private static void assertRefused(String raw, Reason reason) {
        Refusals.assertInvalid(() -> LatLng.parse(ProfileField.LOCATION_LAT_LNG, raw), "location_lat_lng", reason);
    }
}
