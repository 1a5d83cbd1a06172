package dev.portrait.user;

import static dev.portrait.contract.VisibilityLevel.OWNER;
import static dev.portrait.contract.VisibilityLevel.PUBLIC;
import static dev.portrait.contract.VisibilityLevel.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenLevelsTest {

    @Test
    void are_kept_as_text_in_the_order_of_the_fields() {
        ChosenLevels levels = new ChosenLevels(Map.of(ProfileField.AVATAR, SIGNED_IN, ProfileField.BIO, OWNER));
        assertThat(levels.text()).isEqualTo("bio=owner,avatar=signed-in");
        assertThat(ChosenLevels.parse(levels.text())).isEqualTo(levels);
        assertThat(ChosenLevels.parse("").text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bio",
                "bio=",
                "bio=friends",
                "bio=OWNER",
                "bio =signed-in",
                "bio=signed-in,",
                "bio=signed-in,phone=public",
                "username=public",
                "bio=signed-in=public",
                "bio=signed-in;cover=public",
                "bio=signed-in,bio=public",
                "null",
                "{}",
                " "
            })
    void hide_every_field_if_the_text_is_not_understood(String text) {
        assertThat(ChosenLevels.parse(text).within(Users.ALL_PUBLIC))
                .hasSize(11)
                .allSatisfy((field, level) -> assertThat(level).isEqualTo(OWNER));
    }

    @Test
    void do_not_mention_fields_that_are_not_narrowed() {
        assertThat(new ChosenLevels(Map.of(ProfileField.BIO, PUBLIC)).text()).isEmpty();
        assertThat(ChosenLevels.parse("bio=public,cover=owner").text()).isEqualTo("cover=owner");
    }

    @Test
    void change_only_in_the_fields_that_are_mentioned() {
        ChosenLevels levels = ChosenLevels.parse("bio=owner,avatar=signed-in");
        assertThat(levels.with(Map.of()).text()).isEqualTo("bio=owner,avatar=signed-in");
        assertThat(levels.with(Map.of(ProfileField.BIO, Change.clear(), ProfileField.COVER, Change.set(OWNER)))
                        .text())
                .isEqualTo("avatar=signed-in,cover=owner");
        assertThat(levels.with(Map.of(ProfileField.AVATAR, Change.set(PUBLIC))).text())
                .isEqualTo("bio=owner");
        assertThat(levels.with(Map.of(ProfileField.BIO, Change.keep())).text()).isEqualTo(levels.text());
    }

    @Test
    void apply_within_the_floors_of_the_site_also_if_those_change_later() {
        ChosenLevels levels = ChosenLevels.parse("bio=signed-in,cover=owner");
        assertThat(levels.within(Users.ALL_PUBLIC))
                .containsEntry(ProfileField.BIO, SIGNED_IN)
                .containsEntry(ProfileField.COVER, OWNER)
                .containsEntry(ProfileField.AVATAR, PUBLIC);
        assertThat(levels.within(Users.floors("*=owner,avatar=signed-in,cover=public")))
                .containsEntry(ProfileField.BIO, OWNER)
                .containsEntry(ProfileField.COVER, OWNER)
                .containsEntry(ProfileField.AVATAR, SIGNED_IN);
        assertThat(levels.within(Users.ALL_PUBLIC).keySet()).containsExactlyElementsOf(ProfileField.withVisibility());
    }
}
