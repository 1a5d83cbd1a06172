package dev.portrait.user.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.media.MediaName;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ViewTest {

    private static final Map<VisibilityLevel, Set<Viewer>> SEEN_BY = Map.of(
            VisibilityLevel.PUBLIC, EnumSet.allOf(Viewer.class),
            VisibilityLevel.SIGNED_IN, EnumSet.of(Viewer.SIGNED_IN, Viewer.OWNER, Viewer.ADMINISTRATOR),
            VisibilityLevel.OWNER, EnumSet.of(Viewer.OWNER, Viewer.ADMINISTRATOR));

    private static final MediaName AVATAR = MediaName.random("jpg");
    private static final MediaName COVER = MediaName.random("png");
    private static final Map<ProfileField, String> TEXTS = Map.of(
            ProfileField.BIO, "Runs",
            ProfileField.LOCATION, "Milan",
            ProfileField.LOCATION_LAT_LNG, "1,2",
            ProfileField.POSITION_LAT_LNG, "3,4",
            ProfileField.DATE_OF_BIRTH, "1990-02-28",
            ProfileField.DESCRIPTION, "Runner",
            ProfileField.GENDER, "Female",
            ProfileField.WEBSITE, "https://example.org");

    static Stream<Arguments> cases() {
        return ProfileField.withVisibility().stream()
                .flatMap(field -> Stream.of(VisibilityLevel.values())
                        .flatMap(
                                level -> Stream.of(Viewer.values()).map(viewer -> Arguments.of(field, level, viewer))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cases")
    void shows_a_field_to_those_whom_the_level_includes(ProfileField field, VisibilityLevel level, Viewer viewer) {
        VisibilityFloors floors = Users.floors(field.key() + "=" + level.key());
        View byFloor = View.of(full(), floors, viewer);
        View byChoice = View.of(Users.narrowed(full(), field, level), Users.ALL_PUBLIC, viewer);

        for (View view : List.of(byFloor, byChoice)) {
            boolean seen = SEEN_BY.getOrDefault(level, Set.of()).contains(viewer);
            assertThat(view.shows(field)).isEqualTo(seen);
            assertThat(view.text(field)).isEqualTo(seen ? full().text(field) : empty(field));
        }
        assertThat(full().text(field)).isNotEqualTo(empty(field));
    }

    private static String empty(ProfileField field) {
        return field == ProfileField.GENDER ? "Unspecified" : "";
    }

    @ParameterizedTest
    @CsvSource({
        "public, public, public",
        "public, owner, owner",
        "owner, public, owner",
        "signed-in, public, signed-in",
        "signed-in, owner, owner",
        "owner, signed-in, owner"
    })
    void the_narrower_one_of_floor_and_choice_applies(String floor, String choice, String effective) {
        User ann = Users.narrowed(full(), ProfileField.BIO, level(choice));
        VisibilityFloors floors = Users.floors("bio=" + floor);

        assertThat(ann.levels(floors)).containsEntry(ProfileField.BIO, level(effective));
        for (Viewer viewer : Viewer.values()) {
            assertThat(View.of(ann, floors, viewer).shows(ProfileField.BIO))
                    .isEqualTo(SEEN_BY.getOrDefault(level(effective), Set.of()).contains(viewer));
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_owners_and_administrators_have_the_keys_of_the_email(Viewer viewer) {
        View view = View.of(full(), Users.ALL_PUBLIC, viewer);
        boolean complete = viewer == Viewer.OWNER || viewer == Viewer.ADMINISTRATOR;

        assertThat(view.fields()).hasSize(complete ? 27 : 25);
        assertThat(view.fields().contains(ProfileField.EMAIL)).isEqualTo(complete);
        assertThat(view.text(ProfileField.EMAIL)).isEqualTo(complete ? "ann@example.org" : "");
    }

    @ParameterizedTest
    @EnumSource
    void hiding_leaves_the_keys_and_all_other_fields(Viewer viewer) {
        View open = View.of(full(), Users.ALL_PUBLIC, viewer);
        View narrow = View.of(full(), Users.floors("*=owner"), viewer);

        assertThat(narrow.fields()).isEqualTo(open.fields());
        assertThat(open.fields())
                .filteredOn(field -> !ProfileField.withVisibility().contains(field))
                .hasSizeGreaterThan(13)
                .allSatisfy(field -> assertThat(narrow.text(field)).isEqualTo(open.text(field)));
    }

    @Test
    void a_hidden_gender_is_unspecified() {
        View view = View.of(full(), Users.floors("gender=owner"), Viewer.ANYONE);
        assertThat(view.text(ProfileField.GENDER)).isEqualTo("Unspecified");
    }

    @Test
    void has_the_name_of_the_narrowest_level_that_it_shows() {
        assertThat(Stream.of(Viewer.values())
                        .map(viewer -> View.of(full(), Users.ALL_PUBLIC, viewer).name()))
                .containsExactly("owner", "owner", "signed-in", "public");
        assertThat(View.complete(full()).name()).isEqualTo("owner");
    }

    @Test
    void the_complete_view_hides_nothing() {
        User ann = full();
        ProfileField.withVisibility().forEach(field -> Users.narrowed(ann, field, VisibilityLevel.OWNER));
        assertThat(ProfileField.values())
                .allSatisfy(field -> assertThat(View.complete(ann).text(field)).isEqualTo(full().text(field)));
    }

    private static VisibilityLevel level(String key) {
        return VisibilityLevel.of(key).orElseThrow();
    }

    private static User full() {
        ProfileChange change = Users.pictures(AVATAR, COVER);
        for (Map.Entry<ProfileField, String> text : TEXTS.entrySet()) {
            change = Users.with(change, text.getKey(), text.getValue());
        }
        return Users.changed(Users.newUser(), change);
    }
}
