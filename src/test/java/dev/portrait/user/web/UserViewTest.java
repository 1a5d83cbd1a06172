package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.media.MediaName;
import dev.portrait.user.Change;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import dev.portrait.user.visibility.View;
import dev.portrait.user.visibility.Viewer;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final MediaName AVATAR = MediaName.random("jpg");
    private static final MediaName COVER = MediaName.random("png");
    private static final UriInfo REQUEST = Requests.to("https://example.org/api/v2/");

    @Test
    void the_complete_view_has_27_keys_in_the_order_of_the_contract() {
        assertThat(KEYS).hasSize(27);
        assertThat(complete(Users.newUser()).keySet()).containsExactlyElementsOf(KEYS);
        assertThat(complete(full()).keySet()).containsExactlyElementsOf(KEYS);
    }

    @Test
    void the_public_view_has_all_but_the_email_and_whether_it_is_valid() {
        List<String> keys = new ArrayList<>(KEYS);
        keys.removeAll(List.of("email", "email_isvalid"));
        assertThat(seenByAnyone(full()).keySet()).containsExactlyElementsOf(keys);
        assertThat(seenByAnyone(full()).toString()).doesNotContain("ann@example.org");
    }

    @Test
    void both_views_have_the_same_values() {
        JsonObject owner = complete(full());
        seenByAnyone(full())
                .forEach((key, value) -> assertThat(owner.get(key)).as(key).isEqualTo(value));
    }

    @Test
    void an_empty_profile_has_empty_texts_and_null_where_the_contract_says_so() {
        JsonObject view = complete(Users.newUser());
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
    void a_full_profile_has_the_values_that_were_set() {
        JsonObject view = complete(full());
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
        assertThat(view.getString("avatar")).isEqualTo("https://example.org/media/" + AVATAR.value());
        assertThat(view.getString("cover")).isEqualTo("https://example.org/media/" + COVER.value());
    }

    @Test
    void a_hidden_field_has_its_empty_value_and_keeps_its_key() {
        User user = full();
        JsonObject empty = seenByAnyone(Users.changed(full(), cleared()));

        JsonObject hidden = UserView.json(View.of(user, Users.floors("*=owner"), Viewer.ANYONE), REQUEST);

        assertThat(hidden).isEqualTo(empty);
        assertThat(hidden.keySet()).containsExactlyElementsOf(seenByAnyone(user).keySet());
    }

    private static ProfileChange cleared() {
        ProfileChange change = ProfileChange.none();
        for (ProfileField field : ProfileField.withVisibility()) {
            change = change.with(field, Change.clear());
        }
        return change;
    }

    private static JsonObject complete(User user) {
        return UserView.json(View.complete(user), REQUEST);
    }

    private static JsonObject seenByAnyone(User user) {
        return UserView.json(View.of(user, Users.ALL_PUBLIC, Viewer.ANYONE), REQUEST);
    }

    private static User full() {
        ProfileChange change = Users.pictures(AVATAR, COVER);
        Map<ProfileField, String> texts = Map.of(
                ProfileField.USERNAME, "Ann",
                ProfileField.REAL_NAME, "Ann <b>&\"",
                ProfileField.BIO, "a\nb",
                ProfileField.LOCATION, "Milan",
                ProfileField.LOCATION_LAT_LNG, "1,2",
                ProfileField.POSITION_LAT_LNG, "3,4",
                ProfileField.DATE_OF_BIRTH, "1000-01-02",
                ProfileField.DESCRIPTION, "\uD83D\uDE00",
                ProfileField.GENDER, "Female",
                ProfileField.WEBSITE, "https://example.org");
        for (Map.Entry<ProfileField, String> text : texts.entrySet()) {
            change = Users.with(change, text.getKey(), text.getValue());
        }
        return Users.changed(Users.newUser(), change);
    }
}
