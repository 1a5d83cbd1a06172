package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.media.MediaName;
import dev.portrait.user.Change;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import dev.portrait.user.visibility.View;
import dev.portrait.user.visibility.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {

    private static final VersionTag TAG = VersionTag.of("{\"bio\":\"a\"}");

    @Test
    void is_strong_and_quoted() {
        assertThat(TAG.header()).matches("\"[A-Za-z0-9_-]{22}\"");
    }

    @Test
    void is_equal_for_equal_answers() {
        assertThat(VersionTag.of("{\"bio\":\"a\"}")).isEqualTo(TAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"bio\":\"b\"}", "{\"bio\":\"A\"}", "{\"bio\":\"a\"} ", "{\"bio\":\"\u00E4\"}", ""})
    void differs_for_different_answers(String json) {
        assertThat(VersionTag.of(json)).isNotEqualTo(TAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAG",
                " TAG ",
                "TAG,\"other\"",
                "\"other\",TAG",
                "\"other\" , TAG , \"third\"",
                ", ,TAG,",
                "\"\",TAG",
                "\"a,b\",TAG",
                "W/\"other\",TAG",
                "*"
            })
    void matches_in_a_list(String header) {
        List<String> lines = List.of(header.replace("TAG", TAG.header()));
        assertThat(TAG.isIn(lines)).isTrue();
    }

    @Test
    void matches_in_the_second_line_of_a_header() {
        List<String> lines = List.of("\"other\"", TAG.header());
        assertThat(TAG.isIn(lines)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"other\"",
                "VALUE",
                "\"VALUE",
                "VALUE\"",
                "'VALUE'",
                "\" VALUE\"",
                "\"xVALUE\"",
                "\"VALUEx\"",
                "\"VALUE-x\"",
                "\"VALUE-gzip-gzip\"",
                "\"-gzip\"",
                "\"other\" TAG",
                "TAG TAG",
                "TAG, other",
                "w/TAG",
                "W/ TAG",
                "**",
                "*, TAG"
            })
    void does_not_match_in_a_list_without_it_or_in_a_malformed_one(String header) {
        List<String> lines = List.of(header.replace("TAG", TAG.header()).replace("VALUE", TAG.value()));
        assertThat(TAG.isIn(lines)).isFalse();
    }

    @Test
    void is_case_sensitive() {
        List<String> lines =
                List.of(TAG.header().toLowerCase(Locale.ROOT), TAG.header().toUpperCase(Locale.ROOT));
        assertThat(TAG.isIn(lines)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"VALUE\"",
                "\"other\", W/\"VALUE\"",
                "\"VALUE-gzip\"",
                "\"VALUE-br\"",
                "W/\"VALUE-gzip\"",
                "\"other-gzip\",\"VALUE-gzip\""
            })
    void matches_as_compressing_proxies_rewrite_it(String header) {
        assertThat(TAG.isIn(List.of(header.replace("VALUE", TAG.value())))).isTrue();
    }

    @Test
    void differs_between_the_views_even_if_they_show_the_same_values() {
        User ann = Users.newUser();
        assertThat(Stream.of(complete(ann), seen(ann, Viewer.SIGNED_IN), seen(ann, Viewer.ANYONE))
                        .map(VersionTag::of)
                        .distinct())
                .hasSize(3);
        assertThat(VersionTag.of(complete(ann)))
                .isEqualTo(VersionTag.of(complete(Users.newUser())))
                .isEqualTo(VersionTag.of(seen(ann, Viewer.OWNER)))
                .isEqualTo(VersionTag.of(seen(ann, Viewer.ADMINISTRATOR)));
    }

    @Test
    void depends_only_on_what_the_view_shows() {
        User user = Users.managed(Users.newUser(), Users.managed(4711, "ann@example.org"));
        User other = Users.managed(Users.newUser(), Users.managed(4711, "bob@example.org"));
        assertThat(VersionTag.of(anyone(other))).isEqualTo(VersionTag.of(anyone(user)));
        assertThat(VersionTag.of(complete(other))).isNotEqualTo(VersionTag.of(complete(user)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNED_IN", "ANYONE"})
    void does_not_depend_on_a_hidden_value_or_on_whether_there_is_one(Viewer viewer) {
        User user = Users.narrowed(Users.newUser(), ProfileField.BIO, VisibilityLevel.OWNER);
        VersionTag empty = VersionTag.of(seen(user, viewer));
        VersionTag ownersEmpty = VersionTag.of(complete(user));

        Users.changed(user, Users.texts("a secret", ""));

        assertThat(VersionTag.of(seen(user, viewer)))
                .isEqualTo(empty)
                .isEqualTo(VersionTag.of(seen(Users.newUser(), viewer)));
        assertThat(VersionTag.of(complete(user))).isNotEqualTo(ownersEmpty);
    }

    @Test
    void depends_on_the_pictures() {
        User user = Users.newUser();
        VersionTag before = VersionTag.of(anyone(user));
        Users.changed(user, Users.avatar(Change.set(MediaName.random("jpg"))));
        assertThat(VersionTag.of(anyone(user))).isNotEqualTo(before);
    }

    @Test
    void of_several_users_depends_on_each_of_them_on_their_order_and_on_their_views() {
        User ann = Users.newUser();
        User bob = Users.changed(Users.newUser(), Users.username("Bob"));
        VersionTag tag = VersionTag.of(List.of(anyone(ann), anyone(bob)));

        assertThat(tag)
                .isEqualTo(VersionTag.of(List.of(anyone(Users.newUser()), anyone(bob))))
                .isNotEqualTo(VersionTag.of(List.of()));
        assertThat(VersionTag.of(List.of(anyone(bob), anyone(ann)))).isNotEqualTo(tag);
        assertThat(VersionTag.of(List.of(anyone(ann), complete(bob)))).isNotEqualTo(tag);
        assertThat(VersionTag.of(List.of(anyone(ann)))).isNotEqualTo(tag);

        Users.managed(ann, Users.managed(0, "other@example.org"));
        User zero = Users.managed(Users.newUser(), Users.managed(0, ""));
        assertThat(VersionTag.of(List.of(anyone(ann), anyone(bob))))
                .isEqualTo(VersionTag.of(List.of(anyone(zero), anyone(bob))));
        Users.changed(bob, Users.texts("one", ""));
        assertThat(VersionTag.of(List.of(anyone(ann), anyone(bob)))).isNotEqualTo(tag);
    }

    private static View complete(User user) {
        return View.complete(user);
    }

    private static View anyone(User user) {
        return seen(user, Viewer.ANYONE);
    }

    private static View seen(User user, Viewer viewer) {
        return View.of(user, Users.ALL_PUBLIC, viewer);
    }

    @Test
    void matches_in_a_long_list() {
        String others = "\"\",".repeat(254);
        assertThat(TAG.isIn(List.of(others + TAG.header()))).isTrue();
        assertThat(TAG.isIn(List.of(TAG.header() + "," + others))).isTrue();
    }

    @Test
    void does_not_match_in_a_list_that_is_too_long() {
        List<String> lines = List.of(TAG.header() + "," + "\"\",".repeat(2_000));
        assertThat(TAG.isIn(lines)).isFalse();
    }

    @Test
    void does_not_match_in_a_header_that_is_too_long() {
        List<String> lines = List.of("\"" + "x".repeat(100_000) + "\"," + TAG.header());
        assertThat(TAG.isIn(lines)).isFalse();
    }
}
