package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final MediaName AVATAR = MediaName.random("jpg");
    private static final MediaName COVER = MediaName.random("png");
    private static final MediaName OTHER = MediaName.random("jpg");

    private final User user = Users.newUser();

    @Test
    void applies_every_field_and_returns_which_changed() {
        ProfileDifference difference = user.change(full());

        assertThat(difference.fields())
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
                        "website",
                        "avatar",
                        "cover");
        assertThat(difference.released()).isEmpty();
        assertThat(texts())
                .containsExactly(
                        "Berta",
                        "B. Example",
                        "a\nb",
                        "Milan",
                        "1,2",
                        "3,4",
                        "1990-01-02",
                        "short",
                        "Female",
                        "https://example.org",
                        AVATAR.value(),
                        COVER.value());
        assertThat(user.avatar()).contains(AVATAR);
        assertThat(user.cover()).contains(COVER);
    }

    @Test
    void is_not_changed_by_its_current_values() {
        user.change(full());
        ProfileDifference difference = user.change(full());
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.fields()).isEmpty();
        assertThat(difference.released()).isEmpty();
    }

    @Test
    void is_not_changed_by_a_request_without_fields() {
        user.change(full());
        assertThat(user.change(ProfileChange.none()).isEmpty()).isTrue();
        assertThat(user.text(ProfileField.BIO)).isEqualTo("a\nb");
        assertThat(user.avatar()).contains(AVATAR);
    }

    @Test
    void clears_each_field_to_its_empty_value() {
        user.change(full());
        ProfileDifference difference = user.change(cleared());

        assertThat(difference.fields()).hasSize(11).doesNotContain("username");
        assertThat(texts()).containsExactly("Berta", "", "", "", "", "", "", "", "Unspecified", "", "", "");
        assertThat(user.avatar()).isEmpty();
        assertThat(user.cover()).isEmpty();
    }

    @Test
    void is_not_changed_by_clearing_empty_fields() {
        user.change(cleared());
        assertThat(user.change(cleared()).isEmpty()).isTrue();
    }

    @Test
    void is_changed_by_another_case_of_the_username() {
        assertThat(user.change(Users.username("ANN")).fields()).containsExactly("username");
        assertThat(user.username()).isEqualTo("ANN");
    }

    @Test
    void returns_only_the_fields_that_changed() {
        user.change(full());
        ProfileDifference difference = user.change(full().with(ProfileField.COVER, Change.set(OTHER)));
        assertThat(difference.fields()).containsExactly("cover");
    }

    @Test
    void releases_a_replaced_cover_but_no_avatar() {
        user.change(Users.pictures(AVATAR, COVER));
        assertThat(user.change(Users.avatar(Change.set(OTHER))).released()).isEmpty();
        assertThat(user.change(Users.cover(Change.set(OTHER))).released()).containsExactly(COVER);
    }

    @Test
    void releases_a_cleared_cover_but_no_avatar() {
        user.change(Users.pictures(AVATAR, COVER));
        assertThat(user.change(Users.pictures(Change.clear(), Change.clear())).released())
                .containsExactly(COVER);
    }

    @Test
    void releases_no_picture_that_is_kept_or_set_again() {
        user.change(Users.pictures(AVATAR, COVER));
        assertThat(user.change(ProfileChange.none()).released()).isEmpty();
        assertThat(user.change(Users.pictures(AVATAR, COVER)).released()).isEmpty();
    }

    @Test
    void releases_nothing_if_there_was_no_picture() {
        assertThat(user.change(Users.pictures(AVATAR, COVER)).released()).isEmpty();
        assertThat(Users.newUser()
                        .change(Users.pictures(Change.clear(), Change.clear()))
                        .released())
                .isEmpty();
    }

    @Test
    void starts_approved_and_without_managed_values() {
        assertThat(user.status()).isEqualTo(UserStatus.APPROVED);
        assertThat(user.subject()).contains("subject");
        assertThat(user.text(ProfileField.EXT_ID)).isEmpty();
        assertThat(user.text(ProfileField.TAGS)).isEqualTo("[]");
        assertThat(user.text(ProfileField.GENDER)).isEqualTo("Unspecified");
    }

    @Test
    void keeps_managed_fields_in_a_change_by_the_owner() {
        ProfileChange both = Users.managed(4711, "bob@example.org").with(ProfileField.COVER, Change.set(COVER));

        assertThat(user.change(both).fields()).containsExactly("cover");
        assertThat(user.text(ProfileField.EXT_ID)).isEmpty();
    }

    @Test
    void changes_fields_of_both_kinds_for_an_administrator() {
        ProfileChange both = Users.managed(4711, "bob@example.org").with(ProfileField.COVER, Change.set(COVER));

        assertThat(user.change(new ManagedChange(both, Optional.empty())).fields())
                .containsExactly("cover", "ext_id", "email");
        assertThat(user.cover()).contains(COVER);
    }

    @Test
    void keeps_its_subject() {
        ManagedChange same = new ManagedChange(ProfileChange.none(), Optional.of("subject"));
        ManagedChange another = new ManagedChange(ProfileChange.none(), Optional.of("another"));

        assertThat(user.change(same).isEmpty()).isTrue();
        assertThatThrownBy(() -> user.change(another))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.fieldErrors())
                                .containsExactly(new FieldError("subject", ErrorCode.READ_ONLY)));
        assertThat(user.subject()).contains("subject");
    }

    private List<String> texts() {
        return ProfileField.writable().stream().map(user::text).toList();
    }

    private static ProfileChange full() {
        ProfileChange change = Users.pictures(AVATAR, COVER);
        Map<ProfileField, String> texts = Map.of(
                ProfileField.USERNAME, "Berta",
                ProfileField.REAL_NAME, "B. Example",
                ProfileField.BIO, "a\nb",
                ProfileField.LOCATION, "Milan",
                ProfileField.LOCATION_LAT_LNG, "1,2",
                ProfileField.POSITION_LAT_LNG, "3,4",
                ProfileField.DATE_OF_BIRTH, "1990-01-02",
                ProfileField.DESCRIPTION, "short",
                ProfileField.GENDER, "Female",
                ProfileField.WEBSITE, "https://example.org");
        for (Map.Entry<ProfileField, String> text : texts.entrySet()) {
            change = Users.with(change, text.getKey(), text.getValue());
        }
        return change;
    }

    private static ProfileChange cleared() {
        ProfileChange change = ProfileChange.none();
        for (ProfileField field : ProfileField.writable()) {
            change = change.with(field, Change.clear());
        }
        return change;
    }
}
