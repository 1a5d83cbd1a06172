package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portrait.error.RequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** Whatever the text is, it is a value or refused; and a value that is sent back is the same value. */
class ValuesFuzzTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-15T09:00:00Z"), ZoneOffset.UTC);

    @FuzzTest(maxDuration = "150s")
    void values(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        for (TextField field : TextField.values()) {
            stays(text, raw -> PlainText.of(field, raw).value());
        }
        stays(text, raw -> Username.parse(raw).value());
        stays(text, raw -> LatLng.parse("location_lat_lng", raw).value());
        stays(text, raw -> BirthDate.parse(raw, NOON).value().toString());
        stays(text, raw -> Gender.parse(raw).wire());
        stays(text, raw -> Website.parse(raw).value());
        EmailAddress.parse(text);
    }

    private static void stays(String text, UnaryOperator<String> rule) {
        String value;
        try {
            value = rule.apply(text);
        } catch (RequestException refused) {
            assertThat(refused.fieldErrors()).hasSize(1);
            return;
        }
        assertThat(rule.apply(value)).isEqualTo(value);
    }
}
