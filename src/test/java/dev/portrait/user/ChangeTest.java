package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void keep_returns_the_old_value() {
        assertThat(Change.<String>keep().over("old", "")).isEqualTo("old");
    }

    @Test
    void clear_returns_the_empty_value() {
        assertThat(Change.<String>clear().over("old", "")).isEmpty();
    }

    @Test
    void set_returns_the_new_value() {
        assertThat(Change.set("new").over("old", "")).isEqualTo("new");
    }

    @Test
    void map_applies_to_a_new_value_only() {
        assertThat(Change.set("new").map(String::length)).isEqualTo(Change.set(3));
        assertThat(Change.<String>clear().map(String::length)).isEqualTo(Change.clear());
        assertThat(Change.<String>keep().map(String::length)).isEqualTo(Change.keep());
    }
}
