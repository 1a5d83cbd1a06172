package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenderTest {

    @ParameterizedTest
    @CsvSource({"Male, MALE", "Female, FEMALE", "Unspecified, UNSPECIFIED"})
    void has_three_values(String word, Gender gender) {
        assertThat(Gender.parse(word)).isEqualTo(gender);
        assertThat(gender.text()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"male", "MALE", " Male", "Male ", "Male\n", "Other", "M", "", "null", "\u041Cale"})
    void refuses_any_other_text(String word) {
        Refusals.assertRefused(() -> Gender.parse(word), "gender", ErrorCode.INVALID_CHOICE);
    }
}
