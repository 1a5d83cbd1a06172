package dev.portrait.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileFieldTest {

    @Test
    void owners_write_the_fields_of_the_profile_body() {
        assertThat(ProfileField.writable())
                .extracting(ProfileField::key)
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
    }

    @Test
    void every_field_of_the_owner_but_the_username_has_a_visibility_of_its_own() {
        assertThat(ProfileField.withVisibility())
                .extracting(ProfileField::key)
                .containsExactly(
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
        assertThat(ProfileField.withVisibility("bio")).contains(ProfileField.BIO);
        assertThat(ProfileField.withVisibility("username")).isEmpty();
        assertThat(ProfileField.withVisibility("BIO")).isEmpty();
    }

    @Test
    void administrators_write_the_managed_fields() {
        assertThat(ProfileField.managed())
                .extracting(ProfileField::key)
                .containsExactlyInAnyOrder(
                        "ext_id",
                        "email",
                        "email_isvalid",
                        "tags",
                        "reputation",
                        "followings_counter",
                        "followers_counter",
                        "posts_counter",
                        "discussions_counter",
                        "statuses_counter",
                        "polls_counter");
    }

    @Test
    void no_field_is_in_both_groups_and_nobody_writes_the_others() {
        List<ProfileField> rest = new ArrayList<>(List.of(ProfileField.values()));
        rest.removeAll(ProfileField.writable());
        rest.removeAll(ProfileField.managed());
        assertThat(rest)
                .containsExactly(
                        ProfileField.ID, ProfileField.DATE_JOINED, ProfileField.STATUS, ProfileField.CONNECTION_STATUS);
        assertThat(ProfileField.writable()).doesNotContainAnyElementsOf(ProfileField.managed());
    }

    @Test
    void only_the_email_and_whether_it_is_valid_are_private() {
        assertThat(ProfileField.values())
                .filteredOn(ProfileField::isPrivate)
                .containsExactly(ProfileField.EMAIL, ProfileField.EMAIL_ISVALID);
    }
}
