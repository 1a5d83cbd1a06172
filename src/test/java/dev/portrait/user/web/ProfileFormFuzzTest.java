package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.user.ProfileChange;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whatever the body is, it is a form or no JSON, and a form is a change or has field errors. */
class ProfileFormFuzzTest {

    private final ProfileValidator validator = new ProfileValidator(
            Clock.fixed(Instant.parse("2026-06-15T09:00:00Z"), ZoneOffset.UTC),
            new FieldRules(new Settings(new SettingsReader(key -> Optional.empty()))));

    @FuzzTest(maxDuration = "150s")
    void json(byte[] body) {
        ProfileForm form;
        try {
            form = ProfileForm.ofJson(body);
        } catch (RequestException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.PARSE_ERROR);
            return;
        }
        FieldErrors errors = new FieldErrors();
        ProfileChange change = validator.check(form, JsonValue.EMPTY_JSON_OBJECT, errors);
        assertThat(change).isNotNull();
        try {
            errors.throwIfAny();
        } catch (RequestException refused) {
            assertThat(refused.fieldErrors()).isNotEmpty();
        }
    }
}
