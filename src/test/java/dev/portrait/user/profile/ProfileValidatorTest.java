package dev.portrait.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.FieldValue;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileValidatorTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-15T09:00:00Z"), ZoneOffset.UTC);
    private static final String AVATAR = "https://example.org/media/aaaaaaaaaaaaaaaaaaaaaa.jpg";
    private static final String COVER = "https://example.org/media/bbbbbbbbbbbbbbbbbbbbbb.png";
    private static final User CURRENT = user(Map.of(
            ProfileField.USERNAME, "ann",
            ProfileField.REAL_NAME, "Ann",
            ProfileField.GENDER, "Unspecified",
            ProfileField.AVATAR, "aaaaaaaaaaaaaaaaaaaaaa.jpg",
            ProfileField.COVER, "bbbbbbbbbbbbbbbbbbbbbb.png"));
    private static final List<String> CLEARABLE = List.of(
            "real_name",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website",
            "avatar",
            "cover");

    private final ProfileValidator validator = validator(Map.of());

    private static ProfileValidator validator(Map<String, String> settings) {
        Settings values = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
        return new ProfileValidator(NOON, values);
    }

    /** A user with these values, which are not validated. */
    private static User user(Map<ProfileField, String> values) {
        return mock(User.class, call -> values.getOrDefault(call.<ProfileField>getArgument(0), ""));
    }

    @Test
    void keeps_absent_fields() {
        assertThat(change(Map.of())).isEqualTo(ProfileChange.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\t", "\r\n", "\u00A0", "\u2007\u202F"})
    void clears_fields_that_are_present_and_empty(String empty) {
        for (String field : CLEARABLE) {
            assertThat(changes(change(Map.of(field, empty))).get(field))
                    .as(field)
                    .isEqualTo(Change.clear());
        }
    }

    @Test
    void keeps_the_other_fields_when_one_is_cleared() {
        for (String field : CLEARABLE) {
            Map<String, Change<?>> changes = changes(change(Map.of(field, "")));
            changes.remove(field);
            assertThat(changes.values()).containsOnly(Change.keep());
        }
    }

    @Test
    void sets_valid_fields() {
        ProfileChange change = change(Map.of(
                "username", " Ann ",
                "real_name", " Ann ",
                "bio", "a\r\nb",
                "location", "Milan",
                "location_lat_lng", "1, 2",
                "position_lat_lng", "3,4",
                "date_of_birth", "1990-01-02",
                "description", "<b>",
                "gender", "Female",
                "website", "https://example.org"));
        assertThat(texts(change))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "username", "Ann",
                        "real_name", "Ann",
                        "bio", "a\nb",
                        "location", "Milan",
                        "location_lat_lng", "1,2",
                        "position_lat_lng", "3,4",
                        "date_of_birth", "1990-01-02",
                        "description", "<b>",
                        "gender", "Female",
                        "website", "https://example.org"));
        assertThat(change.of(ProfileField.AVATAR)).isEqualTo(Change.keep());
        assertThat(change.of(ProfileField.COVER)).isEqualTo(Change.keep());
    }

    private static Map<String, String> texts(ProfileChange change) {
        Map<String, String> texts = new HashMap<>();
        for (ProfileField field : ProfileField.writable()) {
            if (change.of(field) instanceof Change.Set<?> set) {
                texts.put(field.key(), ((FieldValue) set.value()).text());
            }
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({
        "username, a b, INVALID",
        "username, '', BLANK",
        "username, ' ', BLANK",
        "gender, male, INVALID_CHOICE",
        "location_lat_lng, '91,0', INVALID",
        "position_lat_lng, x, INVALID",
        "date_of_birth, 2026-06-16, INVALID",
        "website, javascript:alert(1), INVALID",
        "avatar, x, INVALID",
        "cover, x, INVALID"
    })
    void reports_the_code_of_an_error(String field, String value, ErrorCode code) {
        assertThat(errors(Map.of(field, value)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
    }

    @Test
    void reports_the_limit_of_a_text_that_is_too_long() {
        for (ProfileField field : List.of(
                ProfileField.USERNAME,
                ProfileField.REAL_NAME,
                ProfileField.BIO,
                ProfileField.LOCATION,
                ProfileField.DESCRIPTION)) {
            assertThat(errors(Map.of(field.key(), "x".repeat(field.maxLength() + 1))))
                    .containsExactly(new FieldError(field.key(), ErrorCode.MAX_LENGTH, field.maxLength()));
        }
    }

    @Test
    void reports_the_problems_of_all_fields_together() {
        assertThat(errors(Map.of(
                        "username", "",
                        "real_name", "a\u0000",
                        "bio", "a\u0000",
                        "location", "a\nb",
                        "location_lat_lng", "x",
                        "position_lat_lng", "x",
                        "date_of_birth", "x",
                        "description", "x".repeat(51),
                        "gender", "x",
                        "website", "x")))
                .extracting(FieldError::field)
                .containsExactly(
                        "username",
                        "real_name",
                        "bio",
                        "location",
                        "location_lat_lng",
                        "position_lat_lng",
                        "date_of_birth",
                        "description",
                        "gender",
                        "website");
    }

    @Test
    void refuses_values_that_are_not_text_in_every_field() {
        Set<String> all = Users.FIELDS;
        FieldErrors errors = new FieldErrors();
        validator.check(new ProfileForm(Map.of(), all, Map.of()), CURRENT, errors);
        assertThat(thrown(errors))
                .allSatisfy(error -> assertThat(error.reason()).isEqualTo(Reason.NOT_TEXT))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_url_of_the_current_picture_keeps_it() {
        assertThat(change(Map.of("avatar", AVATAR, "cover", COVER))).isEqualTo(ProfileChange.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/media/aaaaaaaaaaaaaaaaaaaaaa.jpg",
                "https://profiles.example/portrait/media/aaaaaaaaaaaaaaaaaaaaaa.jpg",
                "http://[::1]/media/aaaaaaaaaaaaaaaaaaaaaa.jpg",
                "//example.org/media/aaaaaaaaaaaaaaaaaaaaaa.jpg",
                "/media/aaaaaaaaaaaaaaaaaaaaaa.jpg",
                AVATAR + "?v=1",
                AVATAR + "#x/y",
                AVATAR + "\n"
            })
    void a_url_with_the_name_of_the_current_picture_keeps_it_whatever_the_rest(String value) {
        assertThat(change(Map.of("avatar", value))).isEqualTo(ProfileChange.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COVER,
                "https://example.org/media/Aaaaaaaaaaaaaaaaaaaaaa.jpg",
                "https://example.org/media/aaaaaaaaaaaaaaaaaaaaaa.png",
                "https://example.org/media/aaaaaaaaaaaaaaaaaaaaaa.jpg/",
                "https://example.org/media/?aaaaaaaaaaaaaaaaaaaaaa.jpg",
                "https://example.org/media/xaaaaaaaaaaaaaaaaaaaaaa.jpg",
                "https://example.org/media/",
                "null"
            })
    void a_url_with_any_other_name_is_refused(String value) {
        assertThat(errors(Map.of("avatar", value))).containsExactly(FieldError.invalid("avatar", Reason.NOT_CURRENT));
    }

    @Test
    void a_url_is_refused_if_there_is_no_picture() {
        FieldErrors errors = new FieldErrors();
        validator.check(new ProfileForm(Map.of("avatar", AVATAR), Set.of(), Map.of()), user(Map.of()), errors);
        assertThat(thrown(errors)).containsExactly(FieldError.invalid("avatar", Reason.NOT_CURRENT));
    }

    @Test
    void a_value_that_an_older_rule_accepted_may_be_sent_back_but_not_set_again() {
        String older = "https://exam\u200Bple.com";
        User current = user(Map.of(ProfileField.WEBSITE, older));
        for (String settings : List.of("", "website")) {
            ProfileValidator rules = validator(Map.of("portrait.read-only-fields", settings));
            FieldErrors errors = new FieldErrors();
            ProfileForm form = new ProfileForm(Map.of("website", older), Set.of(), Map.of());
            assertThat(rules.check(form, current, errors)).isEqualTo(ProfileChange.none());
            errors.throwIfAny();
        }
        assertThat(errors(Map.of("website", older)))
                .extracting(FieldError::code)
                .containsExactly(ErrorCode.INVALID);
    }

    @Test
    void ignores_unknown_and_read_only_fields() {
        FieldErrors errors = new FieldErrors();
        ProfileForm form = new ProfileForm(
                Map.of("email", "x\u0000", "id", "7", "status", "b", "date_joined", "x", "unknown", "\uD83D"),
                Set.of("reputation", "tags", "ext_id", "email_isvalid"),
                Map.of());
        assertThat(validator.check(form, CURRENT, errors)).isEqualTo(ProfileChange.none());
        errors.throwIfAny();
    }

    private ProfileChange change(Map<String, String> texts) {
        FieldErrors errors = new FieldErrors();
        ProfileChange change = validator.check(new ProfileForm(texts, Set.of(), Map.of()), CURRENT, errors);
        errors.throwIfAny();
        return change;
    }

    private List<FieldError> errors(Map<String, String> texts) {
        FieldErrors errors = new FieldErrors();
        validator.check(new ProfileForm(texts, Set.of(), Map.of()), CURRENT, errors);
        return thrown(errors);
    }

    private static List<FieldError> thrown(FieldErrors errors) {
        RequestException refused = catchThrowableOfType(RequestException.class, errors::throwIfAny);
        assertThat(refused).as("refused").isNotNull();
        return refused.fieldErrors();
    }

    private static Map<String, Change<?>> changes(ProfileChange change) {
        Map<String, Change<?>> changes = new HashMap<>();
        ProfileField.writable().forEach(field -> changes.put(field.key(), change.of(field)));
        return changes;
    }

    @Test
    void accepts_only_the_current_value_of_a_locked_field() {
        ProfileValidator locked =
                validator(Map.of("portrait.read-only-fields", "username,real_name,date_of_birth,gender,avatar,cover"));
        Map<String, String> same = Map.of(
                "username", " ann ",
                "real_name", "Ann",
                "date_of_birth", "",
                "gender", "",
                "avatar", AVATAR,
                "bio", "new");
        Map<String, String> other = Map.of(
                "username", "a\nb",
                "real_name", "",
                "date_of_birth", "2000-01-01",
                "gender", "Female",
                "avatar", "",
                "bio", "new");

        FieldErrors none = new FieldErrors();
        ProfileChange change = locked.check(new ProfileForm(same, Set.of(), Map.of()), CURRENT, none);
        FieldErrors errors = new FieldErrors();
        locked.check(new ProfileForm(other, Set.of("cover"), Map.of()), CURRENT, errors);

        none.throwIfAny();
        assertThat(changes(change).values()).containsOnlyOnce(change.of(ProfileField.BIO));
        assertThat(changes(change).entrySet().stream()
                        .filter(field -> !field.getValue().equals(Change.keep())))
                .hasSize(1);
        assertThat(catchThrowableOfType(RequestException.class, errors::throwIfAny)
                        .fieldErrors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactlyInAnyOrder(
                        tuple("username", ErrorCode.READ_ONLY),
                        tuple("real_name", ErrorCode.READ_ONLY),
                        tuple("date_of_birth", ErrorCode.READ_ONLY),
                        tuple("gender", ErrorCode.READ_ONLY),
                        tuple("avatar", ErrorCode.READ_ONLY),
                        tuple("cover", ErrorCode.READ_ONLY));
    }
}
