package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.media.MediaName;
import dev.portrait.user.Change;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {

    private static final VersionTag TAG = VersionTag.of("{\"bio\":\"a\"}");

    @Test
    void is_strong_and_quoted() {
        assertThat(TAG.header()).matches("\"[A-Za-z0-9_-]{22}\"");
    }

    @Test
    void is_the_same_for_the_same_answer() {
        assertThat(VersionTag.of("{\"bio\":\"a\"}")).isEqualTo(TAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"bio\":\"b\"}", "{\"bio\":\"A\"}", "{\"bio\":\"a\"} ", "{\"bio\":\"\u00E4\"}", ""})
    void is_another_one_for_another_answer(String json) {
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
    void is_found_in_a_list(String header) {
        List<String> lines = List.of(header.replace("TAG", TAG.header()));
        assertThat(TAG.isIn(lines)).isTrue();
    }

    @Test
    void is_found_in_the_second_line_of_a_header() {
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
    void is_not_found_where_no_list_names_it(String header) {
        List<String> lines = List.of(header.replace("TAG", TAG.header()).replace("VALUE", TAG.value()));
        assertThat(TAG.isIn(lines)).isFalse();
    }

    @Test
    void is_not_found_in_an_answer_of_another_case() {
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
    void is_found_as_a_proxy_that_compresses_changes_it(String header) {
        assertThat(TAG.isIn(List.of(header.replace("VALUE", TAG.value())))).isTrue();
    }

    @Test
    void is_another_one_in_each_view() {
        assertThat(VersionTag.of(Users.newcomer(), View.FULL))
                .isEqualTo(VersionTag.of(Users.newcomer(), View.FULL))
                .isNotEqualTo(VersionTag.of(Users.newcomer(), View.PUBLIC));
    }

    @Test
    void depends_on_what_the_view_shows_only() {
        User user = Users.changed(Users.newcomer(), Users.managed(4711, "ann@example.org"));
        User other = Users.changed(Users.newcomer(), Users.managed(4711, "bob@example.org"));
        assertThat(VersionTag.of(other, View.PUBLIC)).isEqualTo(VersionTag.of(user, View.PUBLIC));
        assertThat(VersionTag.of(other, View.FULL)).isNotEqualTo(VersionTag.of(user, View.FULL));
    }

    @Test
    void depends_on_the_pictures() {
        User user = Users.newcomer();
        String before = VersionTag.of(user, View.PUBLIC).value();
        Users.changed(user, Users.avatar(Change.set(MediaName.random("jpg"))));
        assertThat(VersionTag.of(user, View.PUBLIC).value()).isNotEqualTo(before);
    }

    @Test
    void is_found_among_many() {
        String others = "\"\",".repeat(254);
        assertThat(TAG.isIn(List.of(others + TAG.header()))).isTrue();
        assertThat(TAG.isIn(List.of(TAG.header() + "," + others))).isTrue();
    }

    @Test
    void is_not_found_in_a_list_that_is_too_long() {
        List<String> lines = List.of(TAG.header() + "," + "\"\",".repeat(2_000));
        assertThat(TAG.isIn(lines)).isFalse();
    }

    @Test
    void is_not_found_in_a_header_that_is_too_long() {
        List<String> lines = List.of("\"" + "x".repeat(100_000) + "\"," + TAG.header());
        assertThat(TAG.isIn(lines)).isFalse();
    }
}
