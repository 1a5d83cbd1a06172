package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTest {

    private static final Clock NOON = at("2026-06-15T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"1000-01-01", "1990-12-31", "2024-02-29", "2000-02-29", "2026-06-15"})
    void accepts_a_real_day(String raw) {
        assertThat(BirthDate.parse(raw, NOON).value()).isEqualTo(LocalDate.parse(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\r\n", "\u00A0", "\u202F"})
    void trims_white_space(String blank) {
        assertThat(BirthDate.parse(blank + "1990-12-31" + blank, NOON).value()).isEqualTo(LocalDate.of(1990, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30",
                "2023-02-29",
                "1900-02-29",
                "1500-02-29",
                "2024-04-31",
                "2024-13-01",
                "2024-00-10",
                "2024-01-00",
                "2024-01-32"
            })
    void refuses_a_day_that_does_not_exist(String raw) {
        assertRefused(raw, NOON, Reason.NO_SUCH_DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0999-12-31", "0000-01-01", "0001-01-01"})
    void refuses_a_year_before_1000(String raw) {
        assertRefused(raw, NOON, Reason.TOO_EARLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1990",
                "-0001-01-01",
                "1990-1-1",
                "90-01-01",
                "01-01-1990",
                "01/01/1990",
                "1990/01/01",
                "19900101",
                "+12345-01-01",
                "+1990-01-01",
                "12345-01-01",
                "1990-01-01T00:00:00Z",
                "1990-01-01Z",
                "1990-\u0660\u0661-01",
                "\uFF11990-01-01",
                "1990\u201001\u201001",
                "x"
            })
    void refuses_every_other_form(String raw) {
        assertRefused(raw, NOON, Reason.NOT_DATE);
    }

    @Test
    void accepts_today_where_it_begins_first_and_refuses_later_days() {
        assertThat(BirthDate.parse("2026-06-16", at("2026-06-15T10:00:00Z")).value())
                .isEqualTo(LocalDate.of(2026, 6, 16));
        assertRefused("2026-06-16", at("2026-06-15T09:59:59.999Z"), Reason.IN_FUTURE);
        assertRefused("2026-06-17", at("2026-06-15T10:00:00Z"), Reason.IN_FUTURE);
    }

    @Test
    void does_not_depend_on_the_zone_of_the_clock() {
        Clock hawaii = Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), ZoneId.of("Pacific/Honolulu"));
        assertThat(BirthDate.parse("2026-06-16", hawaii).value()).isEqualTo(LocalDate.of(2026, 6, 16));
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({"'1990-01-01\u0000', CONTROL_CHARACTER", "'1990\n-01-01', LINE_BREAK", "'1990-01-01\uFFFD', NOT_UTF_8"})
    void refuses_control_and_malformed_characters(String raw, Reason reason) {
        assertRefused(raw, NOON, reason);
    }

    private static void assertRefused(String raw, Clock clock, Reason reason) {
        Refusals.assertInvalid(() -> BirthDate.parse(raw, clock), "date_of_birth", reason);
    }
}
