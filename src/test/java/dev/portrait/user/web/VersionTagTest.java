package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(TAG.isStronglyIn(lines)).isTrue();
    }

    @Test
    void is_found_in_the_second_line_of_a_header() {
        List<String> lines = List.of("\"other\"", TAG.header());
        assertThat(TAG.isIn(lines)).isTrue();
        assertThat(TAG.isStronglyIn(lines)).isTrue();
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
        assertThat(TAG.isStronglyIn(lines)).isFalse();
    }

    @Test
    void is_not_found_in_an_answer_of_another_case() {
        List<String> lines =
                List.of(TAG.header().toLowerCase(Locale.ROOT), TAG.header().toUpperCase(Locale.ROOT));
        assertThat(TAG.isIn(lines)).isFalse();
        assertThat(TAG.isStronglyIn(lines)).isFalse();
    }

    @Test
    void is_found_by_if_none_match_where_a_proxy_made_it_weak() {
        assertThat(TAG.isIn(List.of("W/" + TAG.header()))).isTrue();
        assertThat(TAG.isIn(List.of("\"other\", W/" + TAG.header()))).isTrue();
    }

    @Test
    void is_found_among_many() {
        String others = "\"\",".repeat(254);
        assertThat(TAG.isIn(List.of(others + TAG.header()))).isTrue();
        assertThat(TAG.isStronglyIn(List.of(TAG.header() + "," + others))).isTrue();
    }

    @Test
    void is_not_found_in_a_list_that_is_too_long() {
        List<String> lines = List.of(TAG.header() + "," + "\"\",".repeat(2_000));
        assertThat(TAG.isIn(lines)).isFalse();
        assertThat(TAG.isStronglyIn(lines)).isFalse();
    }

    @Test
    void is_not_found_in_a_header_that_is_too_long() {
        List<String> lines = List.of("\"" + "x".repeat(100_000) + "\"," + TAG.header());
        assertThat(TAG.isIn(lines)).isFalse();
        assertThat(TAG.isStronglyIn(lines)).isFalse();
    }
}
