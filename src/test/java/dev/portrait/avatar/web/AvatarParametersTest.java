package dev.portrait.avatar.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.avatar.AvatarWish;
import dev.portrait.config.DefaultAvatar;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarParametersTest {

    private static AvatarWish wish(String query) {
        return AvatarParameters.parse(query).wish(DefaultAvatar.MP);
    }

    @Test
    void ask_for_80_pixels_and_the_configured_picture_by_default() {
        AvatarWish expected = new AvatarWish(80, Optional.of(DefaultAvatar.MP), false);

        assertThat(AvatarParameters.parse(null).wish(DefaultAvatar.MP)).isEqualTo(expected);
        assertThat(wish("")).isEqualTo(expected);
        assertThat(wish("r=x&rating=pg&v=7")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s=1, 1",
        "s=512, 512",
        "s=513, 512",
        "s=100000000000000000000000, 512",
        "s=0000000000000000000000064, 64",
        "s=0, 80",
        "s=00, 80",
        "s=-5, 80",
        "s=1e2, 80",
        "s=6.4, 80",
        "s=0x40, 80",
        "s=\u0663\u0662, 80",
        "s=%36%34, 64",
        "s=+64, 64",
        "s=%2B64, 64",
        "%73=64, 64",
        "Size=64, 64",
        "s=64&size=32, 32",
        "size=x&s=64, 80",
        "s=64&S=32, 64",
        "s, 80",
        "s=%, 80"
    })
    void give_the_side(String query, int side) {
        assertThat(wish(query).side()).isEqualTo(side);
    }

    @ParameterizedTest
    @CsvSource({
        "d=mp, MP",
        "d=MM, MP",
        "d=identicon, IDENTICON",
        "d=Initials, INITIALS",
        "d=blank, BLANK",
        "default=blank&d=404, BLANK",
        "d=blank&d=404, BLANK"
    })
    void give_the_default_picture(String query, DefaultAvatar expected) {
        assertThat(wish(query).otherwise()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d=",
                "d=retro",
                "d=wavatar",
                "d=https%3A%2F%2Fa.example%2Fb.png%3Fs%3D1",
                "d=4%",
                "d=404x",
                "d=%00"
            })
    void give_the_configured_picture_for_all_else(String query) {
        assertThat(wish(query).otherwise()).contains(DefaultAvatar.MP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=404", "DEFAULT=404", "d=%34%30%34", "f=y&d=404"})
    void give_no_picture_for_404(String query) {
        assertThat(wish(query).otherwise()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"f=y, true", "f=Y, true", "forcedefault=y, true", "forcedefault=n&f=y, false", "f=1, false", "f, false"
    })
    void force_the_default_picture(String query, boolean forced) {
        assertThat(wish(query).forced()).isEqualTo(forced);
    }

    @ParameterizedTest
    @CsvSource({"s=1, true", "Default=x, true", "f, true", "r=g, false", "'', false", "ss=1, false"})
    void know_whether_they_concern_the_picture(String query, boolean any) {
        assertThat(AvatarParameters.parse(query).any()).isEqualTo(any);
    }
}
