package dev.portrait.config;

import static dev.portrait.contract.VisibilityLevel.OWNER;
import static dev.portrait.contract.VisibilityLevel.PUBLIC;
import static dev.portrait.contract.VisibilityLevel.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibilityFloorsTest {

    private static final List<ProfileField> PRIVATE =
            List.of(ProfileField.LOCATION_LAT_LNG, ProfileField.POSITION_LAT_LNG, ProfileField.DATE_OF_BIRTH);

    @Test
    void birth_date_and_coordinates_are_the_owners_and_all_else_is_public_by_default() {
        VisibilityFloors floors = VisibilityFloors.BUILT_IN;
        assertThat(floors.profile()).isEqualTo(PUBLIC);
        assertThat(floors.requireSignIn()).isFalse();
        assertThat(floors.fields().keySet()).containsExactlyElementsOf(ProfileField.withVisibility());
        floors.fields()
                .forEach((field, level) ->
                        assertThat(level).as(field.key()).isEqualTo(PRIVATE.contains(field) ? OWNER : PUBLIC));
    }

    @ParameterizedTest
    @EnumSource
    void the_level_of_all_fields_never_widens_a_field_that_is_narrower_by_default(VisibilityLevel level) {
        VisibilityFloors floors = floors("*=" + level.key());
        assertThat(floors.profile()).isEqualTo(PUBLIC);
        floors.fields()
                .forEach((field, floor) ->
                        assertThat(floor).as(field.key()).isEqualTo(PRIVATE.contains(field) ? OWNER : level));
    }

    @Test
    void a_field_that_is_named_has_the_level_that_is_given() {
        VisibilityFloors floors = floors("*=signed-in,date_of_birth=public,bio=public,avatar=owner");
        assertThat(floors.of(ProfileField.DATE_OF_BIRTH)).isEqualTo(PUBLIC);
        assertThat(floors.of(ProfileField.BIO)).isEqualTo(PUBLIC);
        assertThat(floors.of(ProfileField.AVATAR)).isEqualTo(OWNER);
        assertThat(floors.of(ProfileField.COVER)).isEqualTo(SIGNED_IN);
        assertThat(floors.of(ProfileField.POSITION_LAT_LNG)).isEqualTo(OWNER);
    }

    @Test
    void a_field_without_a_level_has_that_of_the_profile() {
        assertThat(floors("*=owner").of(ProfileField.USERNAME)).isEqualTo(PUBLIC);
        assertThat(floors("profile=signed-in").of(ProfileField.TAGS)).isEqualTo(SIGNED_IN);
    }

    @Test
    void no_field_is_wider_than_the_profile() {
        VisibilityFloors floors = floors("profile=signed-in,bio=public,cover=owner");
        assertThat(floors.requireSignIn()).isTrue();
        assertThat(floors.of(ProfileField.BIO)).isEqualTo(SIGNED_IN);
        assertThat(floors.of(ProfileField.REAL_NAME)).isEqualTo(SIGNED_IN);
        assertThat(floors.of(ProfileField.COVER)).isEqualTo(OWNER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signed-in",
                "*",
                "*=",
                "=owner",
                "*=friends",
                "*=Public",
                "bio=owner,",
                ",bio=owner",
                "bio=owner;avatar=owner",
                "bio=owner=public",
                "bio=owner,bio=owner",
                "*=owner,*=public",
                "username=owner",
                "email=public",
                "status=owner",
                "BIO=owner",
                "profile=owner",
                "profile=public,profile=public"
            })
    void refuses_everything_else(String text) {
        assertThat(VisibilityFloors.parse(text)).isEmpty();
    }

    @Test
    void allows_white_space_around_keys_and_levels() {
        assertThat(floors(" bio = owner , profile=signed-in ")).isEqualTo(floors("profile=signed-in,bio=owner"));
    }

    @Test
    void is_shown_as_a_setting_that_means_the_same() {
        VisibilityFloors floors = floors("*=signed-in,bio=owner,location_lat_lng=public");
        assertThat(floors)
                .hasToString("profile=public,real_name=signed-in,bio=owner,location=signed-in,location_lat_lng=public,"
                        + "position_lat_lng=owner,date_of_birth=owner,description=signed-in,gender=signed-in,"
                        + "website=signed-in,avatar=signed-in,cover=signed-in")
                .isEqualTo(floors(floors.toString()));
    }

    @Test
    void lists_the_keys_of_a_level() {
        VisibilityFloors floors = floors("*=signed-in,bio=public,real_name=owner");
        assertThat(floors.keys(PUBLIC)).containsExactly("profile", "bio");
        assertThat(floors.keys(OWNER))
                .containsExactly("real_name", "location_lat_lng", "position_lat_lng", "date_of_birth");
        assertThat(floors("profile=signed-in").keys(PUBLIC)).isEmpty();
    }

    private static VisibilityFloors floors(String text) {
        return VisibilityFloors.parse(text).orElseThrow();
    }
}
