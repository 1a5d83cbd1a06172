package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarSettingsTest {

    private static AvatarSettings read(Map<String, String> values) {
        return TestSettings.read(values).avatars();
    }

    @Test
    void allow_no_look_up_by_default() {
        assertThat(read(Map.of())).isEqualTo(new AvatarSettings(12, Set.of(), DefaultAvatar.IDENTICON, List.of()));
    }

    @Test
    void name_the_kinds_and_the_programs() {
        AvatarSettings settings = read(Map.of(
                "portrait.avatars.lookup", "ext_id, email",
                "portrait.avatars.default", "mp",
                "portrait.avatars.programs", "Git & Co, Wiki "));

        assertThat(settings.lookup()).containsExactly(AvatarLookup.EMAIL, AvatarLookup.EXT_ID);
        assertThat(settings.otherwise()).isEqualTo(DefaultAvatar.MP);
        assertThat(settings.programs()).containsExactly("Git & Co", "Wiki");
    }

    @Test
    void refuse_usernames_that_people_can_change() {
        assertThatThrownBy(() -> read(Map.of("portrait.avatars.lookup", "email,username")))
                .hasMessageContaining("portrait.avatars.lookup may contain username only where"
                        + " portrait.read-only-fields contains it too");

        assertThat(read(Map.of(
                                "portrait.avatars.lookup",
                                "username",
                                "portrait.read-only-fields",
                                "real_name,username"))
                        .lookup())
                .containsExactly(AvatarLookup.USERNAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "email,", "EMAIL"})
    void refuse_unknown_kinds(String kinds) {
        assertThatThrownBy(() -> read(Map.of("portrait.avatars.lookup", kinds)))
                .hasMessageContaining("portrait.avatars.lookup must be some of email, ext_id, subject, username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,b", "<b>", "a\tb", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21"})
    void refuse_names_that_are_none(String names) {
        assertThatThrownBy(() -> read(Map.of("portrait.avatars.programs", names)))
                .hasMessageContaining("portrait.avatars.programs must be at most 20 names");
    }

    @Test
    void refuse_an_unknown_default() {
        assertThatThrownBy(() -> read(Map.of("portrait.avatars.default", "404")))
                .hasMessageContaining("portrait.avatars.default must be identicon or initials or mp or blank");
    }
}
