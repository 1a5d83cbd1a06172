package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.media.MediaName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final MediaName AVATAR = MediaName.random("jpg");
    private static final MediaName COVER = MediaName.random("png");
    private static final MediaName OTHER = MediaName.random("jpg");

    private final User user = Users.newcomer();

    @Test
    void takes_every_field_over_and_tells_which() {
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
        assertThat(user.username()).isEqualTo("Berta");
        assertThat(user.realName()).isEqualTo("B. Example");
        assertThat(user.bio()).isEqualTo("a\nb");
        assertThat(user.location()).isEqualTo("Milan");
        assertThat(user.locationLatLng()).isEqualTo("1,2");
        assertThat(user.positionLatLng()).isEqualTo("3,4");
        assertThat(user.dateOfBirth()).contains(LocalDate.of(1990, 1, 2));
        assertThat(user.description()).isEqualTo("short");
        assertThat(user.gender()).isEqualTo(Gender.FEMALE);
        assertThat(user.website()).isEqualTo("https://example.org");
        assertThat(user.avatar()).contains(AVATAR);
        assertThat(user.cover()).contains(COVER);
    }

    @Test
    void is_not_changed_by_the_values_that_it_has() {
        user.change(full());
        ProfileDifference difference = user.change(full());
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.fields()).isEmpty();
        assertThat(difference.released()).isEmpty();
    }

    @Test
    void is_not_changed_by_a_request_without_fields() {
        user.change(full());
        assertThat(user.change(Users.nothing()).isEmpty()).isTrue();
        assertThat(user.bio()).isEqualTo("a\nb");
        assertThat(user.avatar()).contains(AVATAR);
    }

    @Test
    void clears_to_the_empty_value_of_each_field() {
        user.change(full());
        ProfileDifference difference = user.change(cleared());

        assertThat(difference.fields()).hasSize(11).doesNotContain("username");
        assertThat(user.username()).isEqualTo("Berta");
        assertThat(user.realName()).isEmpty();
        assertThat(user.bio()).isEmpty();
        assertThat(user.location()).isEmpty();
        assertThat(user.locationLatLng()).isEmpty();
        assertThat(user.positionLatLng()).isEmpty();
        assertThat(user.dateOfBirth()).isEmpty();
        assertThat(user.description()).isEmpty();
        assertThat(user.gender()).isEqualTo(Gender.UNSPECIFIED);
        assertThat(user.website()).isEmpty();
        assertThat(user.avatar()).isEmpty();
        assertThat(user.cover()).isEmpty();
    }

    @Test
    void is_not_changed_by_clearing_what_is_empty() {
        user.change(cleared());
        assertThat(user.change(cleared()).isEmpty()).isTrue();
    }

    @Test
    void is_changed_by_another_case_of_the_username() {
        assertThat(user.change(Users.username("ANN")).fields()).containsExactly("username");
        assertThat(user.username()).isEqualTo("ANN");
    }

    @Test
    void tells_only_what_really_changed() {
        user.change(full());
        ProfileDifference difference = user.change(full().withPictures(Optional.of(AVATAR), Optional.of(OTHER)));
        assertThat(difference.fields()).containsExactly("cover");
    }

    @Test
    void releases_a_cover_that_is_replaced_and_no_avatar() {
        user.change(Users.pictures(AVATAR, COVER));
        assertThat(user.change(Users.nothing().withPictures(Optional.of(OTHER), Optional.empty()))
                        .released())
                .isEmpty();
        assertThat(user.change(Users.nothing().withPictures(Optional.empty(), Optional.of(OTHER)))
                        .released())
                .containsExactly(COVER);
    }

    @Test
    void releases_a_cover_that_is_cleared_and_no_avatar() {
        user.change(Users.pictures(AVATAR, COVER));
        assertThat(user.change(Users.pictures(Change.clear(), Change.clear())).released())
                .containsExactly(COVER);
    }

    @Test
    void releases_nothing_that_is_kept_or_set_again() {
        user.change(Users.pictures(AVATAR, COVER));
        assertThat(user.change(Users.nothing()).released()).isEmpty();
        assertThat(user.change(Users.pictures(AVATAR, COVER)).released()).isEmpty();
    }

    @Test
    void releases_nothing_where_there_was_no_picture() {
        assertThat(user.change(Users.pictures(AVATAR, COVER)).released()).isEmpty();
        assertThat(Users.newcomer()
                        .change(Users.pictures(Change.clear(), Change.clear()))
                        .released())
                .isEmpty();
    }

    @Test
    void begins_approved_with_nothing_of_what_other_systems_own() {
        assertThat(user.status()).isEqualTo(UserStatus.APPROVED);
        assertThat(user.subject()).contains("subject");
        assertThat(user.managed().extId()).isEmpty();
        assertThat(user.managed().tags()).isEqualTo("[]");
        assertThat(user.gender()).isEqualTo(Gender.UNSPECIFIED);
    }

    @Test
    void new_pictures_leave_the_rest_of_a_change_as_it_is() {
        ProfileChange change = full().withPictures(Optional.empty(), Optional.of(OTHER));
        assertThat(change.avatar()).isEqualTo(Change.set(AVATAR));
        assertThat(change.cover()).isEqualTo(Change.set(OTHER));
        assertThat(change.withPictures(Optional.empty(), Optional.of(COVER)))
                .usingRecursiveComparison()
                .isEqualTo(full());
    }

    private static ProfileChange full() {
        return new ProfileChange(
                Change.set(new Username("Berta")),
                Change.set(PlainText.of(TextField.REAL_NAME, "B. Example")),
                Change.set(PlainText.of(TextField.BIO, "a\nb")),
                Change.set(PlainText.of(TextField.LOCATION, "Milan")),
                Change.set(LatLng.parse("location_lat_lng", "1,2")),
                Change.set(LatLng.parse("position_lat_lng", "3,4")),
                Change.set(BirthDate.parse("1990-01-02", Clock.systemUTC())),
                Change.set(PlainText.of(TextField.DESCRIPTION, "short")),
                Change.set(Gender.FEMALE),
                Change.set(Website.parse("https://example.org")),
                Change.set(AVATAR),
                Change.set(COVER));
    }

    private static ProfileChange cleared() {
        return new ProfileChange(
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear());
    }
}
