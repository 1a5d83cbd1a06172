package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.Gender;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.TextField;
import dev.portrait.user.Users;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final JsonObject CURRENT = Json.createObjectBuilder()
            .add("username", "ann")
            .add("real_name", "Ann")
            .add("gender", "Unspecified")
            .addNull("date_of_birth")
            .add("avatar", AVATAR)
            .add("cover", COVER)
            .build();
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
        return new ProfileValidator(NOON, new FieldRules(values));
    }

    @Test
    void keeps_what_is_absent() {
        assertThat(change(Map.of())).isEqualTo(Users.nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\t", "\r\n", "\u00A0", "\u2007\u202F"})
    void clears_what_is_present_and_empty(String empty) {
        for (String field : CLEARABLE) {
            assertThat(changes(change(Map.of(field, empty))).get(field))
                    .as(field)
                    .isEqualTo(Change.clear());
        }
    }

    @Test
    void leaves_the_other_fields_alone_when_one_is_cleared() {
        for (String field : CLEARABLE) {
            Map<String, Change<?>> changes = changes(change(Map.of(field, "")));
            changes.remove(field);
            assertThat(changes.values()).containsOnly(Change.keep());
        }
    }

    @Test
    void sets_what_is_valid() {
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
        assertThat(change.username().map(value -> value.value())).isEqualTo(Change.set("Ann"));
        assertThat(change.realName().map(value -> value.value())).isEqualTo(Change.set("Ann"));
        assertThat(change.bio().map(value -> value.value())).isEqualTo(Change.set("a\nb"));
        assertThat(change.location().map(value -> value.value())).isEqualTo(Change.set("Milan"));
        assertThat(change.locationLatLng().map(value -> value.value())).isEqualTo(Change.set("1,2"));
        assertThat(change.positionLatLng().map(value -> value.value())).isEqualTo(Change.set("3,4"));
        assertThat(change.dateOfBirth().map(value -> value.value())).isEqualTo(Change.set(LocalDate.of(1990, 1, 2)));
        assertThat(change.description().map(value -> value.value())).isEqualTo(Change.set("<b>"));
        assertThat(change.gender()).isEqualTo(Change.set(Gender.FEMALE));
        assertThat(change.website().map(value -> value.value())).isEqualTo(Change.set("https://example.org"));
        assertThat(change.avatar()).isEqualTo(Change.keep());
        assertThat(change.cover()).isEqualTo(Change.keep());
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
    void tells_what_is_wrong(String field, String value, ErrorCode code) {
        assertThat(errors(Map.of(field, value)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
    }

    @Test
    void tells_the_limit_of_a_text_that_is_too_long() {
        for (TextField field : TextField.values()) {
            assertThat(errors(Map.of(field.field(), "x".repeat(field.maxLength() + 1))))
                    .containsExactly(new FieldError(field.field(), ErrorCode.MAX_LENGTH, field.maxLength()));
        }
    }

    @Test
    void tells_the_problems_of_all_fields_together() {
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
    void refuses_what_is_no_text_in_every_field() {
        Set<String> all = Users.FIELDS;
        FieldErrors errors = new FieldErrors();
        validator.check(new ProfileForm(Map.of(), all, Map.of()), CURRENT, errors);
        assertThat(thrown(errors))
                .allSatisfy(error -> assertThat(error.reason()).isEqualTo(Reason.NOT_TEXT))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_picture_named_by_its_own_address_is_kept() {
        assertThat(change(Map.of("avatar", AVATAR, "cover", COVER))).isEqualTo(Users.nothing());
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
    void a_picture_is_known_by_its_name_at_every_address(String value) {
        assertThat(change(Map.of("avatar", value))).isEqualTo(Users.nothing());
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
    void a_picture_named_by_any_other_name_is_refused(String value) {
        assertThat(errors(Map.of("avatar", value))).containsExactly(FieldError.invalid("avatar", Reason.NOT_CURRENT));
    }

    @Test
    void a_picture_that_is_not_there_has_no_address() {
        FieldErrors errors = new FieldErrors();
        validator.check(
                new ProfileForm(Map.of("avatar", AVATAR), Set.of(), Map.of()),
                Json.createObjectBuilder().addNull("avatar").addNull("cover").build(),
                errors);
        assertThat(thrown(errors)).containsExactly(FieldError.invalid("avatar", Reason.NOT_CURRENT));
    }

    @Test
    void a_value_of_an_older_rule_is_taken_back_but_not_anew() {
        String older = "https://exam\u200Bple.com";
        JsonObject current = Json.createObjectBuilder().add("website", older).build();
        for (String settings : List.of("", "website")) {
            ProfileValidator rules = validator(Map.of("portrait.read-only-fields", settings));
            FieldErrors errors = new FieldErrors();
            ProfileForm form = new ProfileForm(Map.of("website", older), Set.of(), Map.of());
            assertThat(rules.check(form, current, errors)).isEqualTo(Users.nothing());
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
        assertThat(validator.check(form, CURRENT, errors)).isEqualTo(Users.nothing());
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
        changes.put("username", change.username());
        changes.put("real_name", change.realName());
        changes.put("bio", change.bio());
        changes.put("location", change.location());
        changes.put("location_lat_lng", change.locationLatLng());
        changes.put("position_lat_lng", change.positionLatLng());
        changes.put("date_of_birth", change.dateOfBirth());
        changes.put("description", change.description());
        changes.put("gender", change.gender());
        changes.put("website", change.website());
        changes.put("avatar", change.avatar());
        changes.put("cover", change.cover());
        return changes;
    }

    @Test
    void takes_a_field_that_another_system_keeps_only_as_it_is() {
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
        assertThat(changes(change).values()).containsOnlyOnce(change.bio());
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
