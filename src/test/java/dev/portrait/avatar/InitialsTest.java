package dev.portrait.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.user.Change;
import dev.portrait.user.ProfileChange;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import dev.portrait.user.visibility.View;
import dev.portrait.user.visibility.Viewer;
import java.awt.Color;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialsTest {

    private static final Pattern BACKGROUND = Pattern.compile("hsl\\((\\d+),(\\d+)%,(\\d+)%\\)");

    @ParameterizedTest
    @CsvSource({
        "Ann Example, AE",
        "ann, A",
        "ann van der example, AE",
        "'  Ann   Example ', AE",
        "ß x, SSX",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 fox, \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67F"
    })
    void are_the_first_characters_of_the_first_and_the_last_word(String name, String initials) {
        assertThat(Initials.of(1, name).text()).isEqualTo(initials);
    }

    @Test
    void are_those_of_the_username_if_the_real_name_is_hidden_or_empty() {
        User ann = Users.changed(Users.newUser(), Users.realName("Xenia Yilmaz"));
        assertThat(Initials.of(View.complete(ann)).text()).isEqualTo("XY");

        View hidden = View.of(ann, Users.floors("real_name=owner"), Viewer.SIGNED_IN);
        assertThat(Initials.of(hidden).text()).isEqualTo("A");
        assertThat(Initials.of(hidden).hue())
                .isEqualTo(Initials.of(ann.id(), "").hue());

        User nameless =
                Users.changed(Users.newUser(), ProfileChange.none().with(ProfileField.REAL_NAME, Change.clear()));
        assertThat(Initials.of(View.complete(nameless)).text()).isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 359, 360, 12345, Long.MAX_VALUE})
    void have_enough_contrast_in_every_hue(long id) {
        MatchResult background = BACKGROUND
                .matcher(Initials.of(id, "Ann").svg())
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(Integer.parseInt(background.group(1))).isBetween(0, 359);
        for (int hue = 0; hue < 360; hue++) {
            double contrast = 1.05
                    / (luminance(hue, Double.parseDouble(background.group(2)), Double.parseDouble(background.group(3)))
                            + 0.05);
            assertThat(contrast).as("hue %d", hue).isGreaterThan(4.5); // WCAG 2.2, 1.4.3
        }
    }

    private static double luminance(double hue, double saturation, double lightness) {
        double l = lightness / 100;
        double brightness = l + saturation / 100 * Math.min(l, 1 - l);
        Color colour = new Color(Color.HSBtoRGB(
                (float) (hue / 360), brightness == 0 ? 0 : (float) (2 * (1 - l / brightness)), (float) brightness));
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int component) {
        double value = component / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
