package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portrait.contract.FieldKind;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.RequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** Every text is parsed or refused. A parsed value that is parsed again stays the same. */
class ValuesFuzzTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-15T09:00:00Z"), ZoneOffset.UTC);

    @FuzzTest(maxDuration = "150s")
    void values(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        ProfileField.writable().stream()
                .filter(field -> field.kind() != FieldKind.PICTURE)
                .forEach(field -> assertStable(
                        text, raw -> FieldValue.parse(field, raw, NOON).text()));
        EmailAddress.parse(text);
    }

    private static void assertStable(String text, UnaryOperator<String> rule) {
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
