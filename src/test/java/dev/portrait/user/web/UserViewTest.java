package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.media.MediaName;
import dev.portrait.user.BirthDate;
import dev.portrait.user.Change;
import dev.portrait.user.Gender;
import dev.portrait.user.LatLng;
import dev.portrait.user.PlainText;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.TextField;
import dev.portrait.user.User;
import dev.portrait.user.Username;
import dev.portrait.user.Users;
import dev.portrait.user.Website;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserViewTest {

    private static final List<String> KEYS = List.of(
            "id",
            "username",
            "real_name",
            "email",
            "email_isvalid",
            "date_joined",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "status",
            "website",
            "avatar",
            "cover",
            "ext_id",
            "tags",
            "reputation",
            "connection_status",
            "followings_counter",
            "followers_counter",
            "posts_counter",
            "discussions_counter",
            "statuses_counter",
            "polls_counter");
    private static final MediaLinks.OfUser NO_LINKS = new MediaLinks.OfUser(Optional.empty(), Optional.empty());
    private static final MediaLinks.OfUser LINKS =
            new MediaLinks.OfUser(Optional.of("https://example.org/a"), Optional.of("https://example.org/c"));

    @Test
    void the_full_view_has_27_keys_in_the_order_of_the_contract() {
        assertThat(KEYS).hasSize(27);
        assertThat(UserView.of(Users.newcomer(), NO_LINKS, View.FULL).keySet()).containsExactlyElementsOf(KEYS);
        assertThat(UserView.of(full(), LINKS, View.FULL).keySet()).containsExactlyElementsOf(KEYS);
    }

    @Test
    void the_public_view_has_all_but_the_email_and_whether_it_is_valid() {
        List<String> keys = new ArrayList<>(KEYS);
        keys.removeAll(List.of("email", "email_isvalid"));
        assertThat(UserView.of(full(), LINKS, View.PUBLIC).keySet()).containsExactlyElementsOf(keys);
        assertThat(UserView.of(full(), LINKS, View.PUBLIC).toString()).doesNotContain("ann@example.org");
    }

    @Test
    void both_views_are_the_same_otherwise() {
        JsonObject owner = UserView.of(full(), LINKS, View.FULL);
        UserView.of(full(), LINKS, View.PUBLIC)
                .forEach((key, value) -> assertThat(owner.get(key)).as(key).isEqualTo(value));
    }

    @Test
    void an_empty_profile_has_empty_texts_and_null_where_the_contract_says_so() {
        JsonObject view = UserView.of(Users.newcomer(), NO_LINKS, View.FULL);
        for (String text :
                List.of("bio", "location", "location_lat_lng", "position_lat_lng", "description", "website")) {
            assertThat(view.getString(text)).as(text).isEmpty();
        }
        for (String nothing : List.of("date_of_birth", "avatar", "cover", "ext_id", "connection_status")) {
            assertThat(view.get(nothing)).as(nothing).isEqualTo(JsonValue.NULL);
        }
        for (String number : List.of(
                "id",
                "reputation",
                "followings_counter",
                "followers_counter",
                "posts_counter",
                "discussions_counter",
                "statuses_counter",
                "polls_counter")) {
            assertThat(view.get(number)).as(number).isInstanceOf(JsonNumber.class);
            assertThat(view.getJsonNumber(number).isIntegral()).as(number).isTrue();
        }
        assertThat(view.getString("gender")).isEqualTo("Unspecified");
        assertThat(view.getString("status")).isEqualTo("a");
        assertThat(view.getJsonArray("tags")).isEmpty();
    }

    @Test
    void a_full_profile_has_what_was_given() {
        JsonObject view = UserView.of(full(), LINKS, View.FULL);
        assertThat(view.getString("username")).isEqualTo("Ann");
        assertThat(view.getString("real_name")).isEqualTo("Ann <b>&\"");
        assertThat(view.getString("email")).isEqualTo("ann@example.org");
        assertThat(view.get("email_isvalid")).isEqualTo(JsonValue.TRUE);
        assertThat(view.getString("date_joined")).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(view.getString("bio")).isEqualTo("a\nb");
        assertThat(view.getString("location")).isEqualTo("Milan");
        assertThat(view.getString("location_lat_lng")).isEqualTo("1,2");
        assertThat(view.getString("position_lat_lng")).isEqualTo("3,4");
        assertThat(view.getString("date_of_birth")).isEqualTo("1000-01-02");
        assertThat(view.getString("description")).isEqualTo("\uD83D\uDE00");
        assertThat(view.getString("gender")).isEqualTo("Female");
        assertThat(view.getString("website")).isEqualTo("https://example.org");
        assertThat(view.getString("avatar")).isEqualTo("https://example.org/a");
        assertThat(view.getString("cover")).isEqualTo("https://example.org/c");
    }

    private static User full() {
        return Users.changed(
                Users.newcomer(),
                new ProfileChange(
                        Change.set(new Username("Ann")),
                        Change.set(PlainText.of(TextField.REAL_NAME, "Ann <b>&\"")),
                        Change.set(PlainText.of(TextField.BIO, "a\nb")),
                        Change.set(PlainText.of(TextField.LOCATION, "Milan")),
                        Change.set(LatLng.parse("location_lat_lng", "1,2")),
                        Change.set(LatLng.parse("position_lat_lng", "3,4")),
                        Change.set(BirthDate.parse("1000-01-02", Clock.systemUTC())),
                        Change.set(PlainText.of(TextField.DESCRIPTION, "\uD83D\uDE00")),
                        Change.set(Gender.FEMALE),
                        Change.set(Website.parse("https://example.org")),
                        Change.set(MediaName.random("jpg")),
                        Change.set(MediaName.random("png"))));
    }
}
