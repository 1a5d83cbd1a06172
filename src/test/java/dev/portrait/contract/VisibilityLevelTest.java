package dev.portrait.contract;

import static dev.portrait.contract.VisibilityLevel.OWNER;
import static dev.portrait.contract.VisibilityLevel.PUBLIC;
import static dev.portrait.contract.VisibilityLevel.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibilityLevelTest {

    @Test
    void has_the_keys_of_the_contract() {
        assertThat(Stream.of(VisibilityLevel.values()).map(VisibilityLevel::key))
                .containsExactly("public", "signed-in", "owner");
        assertThat(VisibilityLevel.values())
                .allSatisfy(level -> assertThat(VisibilityLevel.of(level.key())).contains(level));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Public", "signed_in", "SIGNED-IN", "owner ", "friends"})
    void knows_no_other_key(String key) {
        assertThat(VisibilityLevel.of(key)).isEmpty();
    }

    @Test
    void the_narrower_level_is_the_one_that_fewer_people_see() {
        assertThat(PUBLIC.narrower(SIGNED_IN)).isEqualTo(SIGNED_IN);
        assertThat(SIGNED_IN.narrower(PUBLIC)).isEqualTo(SIGNED_IN);
        assertThat(OWNER.narrower(PUBLIC)).isEqualTo(OWNER);
        assertThat(OWNER.narrower(OWNER)).isEqualTo(OWNER);
        assertThat(PUBLIC.isWiderThan(OWNER)).isTrue();
        assertThat(OWNER.isWiderThan(SIGNED_IN)).isFalse();
        assertThat(PUBLIC.isWiderThan(PUBLIC)).isFalse();
    }
}
