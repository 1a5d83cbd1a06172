package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.user.Change;
import dev.portrait.user.Gender;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.TextField;
import dev.portrait.user.Users;
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
    private static final MediaLinks.OfUser LINKS = new MediaLinks.OfUser(Optional.of(AVATAR), Optional.of(COVER));
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

    private final ProfileValidator validator = new ProfileValidator(NOON);

    @Test
    void keeps_what_is_absent() {
        assertThat(change(Map.of())).isEqualTo(Users.nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
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
        validator.check(new ProfileForm(Map.of(), all, Map.of()), LINKS, errors);
        assertThat(thrown(errors))
                .allSatisfy(error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_picture_named_by_its_own_address_is_kept() {
        assertThat(change(Map.of("avatar", AVATAR, "cover", COVER))).isEqualTo(Users.nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {COVER, AVATAR + " ", AVATAR + "?", "/media/aaaaaaaaaaaaaaaaaaaaaa.jpg", "null"})
    void a_picture_named_by_any_other_address_is_refused(String value) {
        assertThat(errors(Map.of("avatar", value))).containsExactly(new FieldError("avatar", ErrorCode.INVALID));
    }

    @Test
    void a_picture_that_is_not_there_has_no_address() {
        FieldErrors errors = new FieldErrors();
        validator.check(
                new ProfileForm(Map.of("avatar", AVATAR), Set.of(), Map.of()),
                new MediaLinks.OfUser(Optional.empty(), Optional.empty()),
                errors);
        assertThat(thrown(errors)).containsExactly(new FieldError("avatar", ErrorCode.INVALID));
    }

    @Test
    void ignores_unknown_and_read_only_fields() {
        FieldErrors errors = new FieldErrors();
        ProfileForm form = new ProfileForm(
                Map.of("email", "x\u0000", "id", "7", "status", "b", "date_joined", "x", "unknown", "\uD83D"),
                Set.of("reputation", "tags", "ext_id", "email_isvalid"),
                Map.of());
        assertThat(validator.check(form, LINKS, errors)).isEqualTo(Users.nothing());
        errors.throwIfAny();
    }

    private ProfileChange change(Map<String, String> texts) {
        FieldErrors errors = new FieldErrors();
        ProfileChange change = validator.check(new ProfileForm(texts, Set.of(), Map.of()), LINKS, errors);
        errors.throwIfAny();
        return change;
    }

    private List<FieldError> errors(Map<String, String> texts) {
        FieldErrors errors = new FieldErrors();
        validator.check(new ProfileForm(texts, Set.of(), Map.of()), LINKS, errors);
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
}
