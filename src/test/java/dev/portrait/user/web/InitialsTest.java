package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialsTest {

    private static final Pattern GROUND = Pattern.compile("hsl\\((\\d+),(\\d+)%,(\\d+)%\\)");

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

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 359, 360, 12345, Long.MAX_VALUE})
    void can_be_read(long id) {
        MatchResult ground = GROUND.matcher(Initials.of(id, "Ann").svg())
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(Integer.parseInt(ground.group(1))).isBetween(0, 359);
        for (int hue = 0; hue < 360; hue++) {
            double contrast = 1.05
                    / (luminance(hue, Double.parseDouble(ground.group(2)), Double.parseDouble(ground.group(3))) + 0.05);
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
