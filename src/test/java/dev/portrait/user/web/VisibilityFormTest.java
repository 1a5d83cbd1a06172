package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.Users;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibilityFormTest {

    private static final VisibilityFloors FLOORS =
            Users.floors("real_name=public,bio=signed-in,avatar=owner,date_of_birth=public");

    @Test
    void sets_levels_that_are_not_wider_than_the_floor_and_clears_empty_ones() {
        assertThat(check("""
                {"real_name":"public","bio":" owner ","avatar":"owner","cover":null,"gender":"","location":"  "}"""))
                .isEqualTo(Map.of(
                        ProfileField.REAL_NAME, Change.set(VisibilityLevel.PUBLIC),
                        ProfileField.BIO, Change.set(VisibilityLevel.OWNER),
                        ProfileField.AVATAR, Change.set(VisibilityLevel.OWNER),
                        ProfileField.COVER, Change.clear(),
                        ProfileField.GENDER, Change.clear(),
                        ProfileField.LOCATION, Change.clear()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"floor\":{\"bio\":\"public\"}}", "{\"floor\":\"public\"}", "{\"floor\":1}"})
    void ignores_the_floor(String json) {
        assertThat(check(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bio, public, invalid_choice, WIDER_THAN_SIGNED_IN",
        "avatar, public, invalid_choice, WIDER_THAN_OWNER",
        "avatar, signed-in, invalid_choice, WIDER_THAN_OWNER",
        "real_name, friends, invalid_choice, NOT_A_LEVEL",
        "real_name, Owner, invalid_choice, NOT_A_LEVEL",
        "bio, '*', invalid_choice, NOT_A_LEVEL",
        "username, owner, invalid, NO_VISIBILITY",
        "email, owner, invalid, NO_VISIBILITY",
        "profile, owner, invalid, NO_VISIBILITY",
        "'*', owner, invalid, NO_VISIBILITY",
        "BIO, owner, invalid, NO_VISIBILITY",
        "birthday, '', invalid, NO_VISIBILITY",
        "avatar_base64, '', invalid, NO_VISIBILITY"
    })
    void refuses_wider_and_unknown_levels_and_unknown_fields(String key, String level, String code, Reason reason) {
        assertThat(errors("{\"%s\":\"%s\"}".formatted(key, level)))
                .containsExactly(new FieldError(
                        key, code.equals("invalid") ? ErrorCode.INVALID : ErrorCode.INVALID_CHOICE, reason, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "{\"x\":1}"})
    void refuses_a_level_that_is_no_text(String value) {
        assertThat(errors("{\"bio\":%s}".formatted(value))).containsExactly(FieldError.invalid("bio", Reason.NOT_TEXT));
        assertThat(errors("{\"x\":%s}".formatted(value)))
                .containsExactly(FieldError.invalid("x", Reason.NO_VISIBILITY));
    }

    @Test
    void reports_all_errors_together() {
        assertThat(errors(
                        "{\"bio\":\"public\",\"x\":\"owner\",\"gender\":\"some\",\"cover\":1,\"location\":\"owner\"}"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("bio", "x", "gender", "cover");
    }

    private static Map<ProfileField, Change<VisibilityLevel>> check(String json) {
        return VisibilityForm.check(
                ProfileBody.json(json.getBytes(StandardCharsets.UTF_8)).form(), FLOORS);
    }

    private static List<FieldError> errors(String json) {
        return catchThrowableOfType(RequestException.class, () -> check(json)).fieldErrors();
    }
}
