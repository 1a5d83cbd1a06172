package dev.portrait.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaNameTest {

    @Test
    void is_128_random_bits_and_an_extension() {
        assertThat(MediaName.random("jpg").value()).matches("[A-Za-z0-9_-]{22}\\.jpg");
        assertThat(MediaName.random("png").value()).matches("[A-Za-z0-9_-]{22}\\.png");
    }

    @Test
    void is_different_each_time() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> MediaName.random("jpg"))
                        .collect(Collectors.toSet()))
                .hasSize(1000);
    }

    @Test
    void is_random_at_each_position() {
        for (int place = 0; place < 21; place++) {
            int at = place;
            assertThat(IntStream.range(0, 200)
                            .mapToObj(i -> MediaName.random("jpg").value().charAt(at))
                            .collect(Collectors.toSet()))
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void is_parsed_from_its_text() {
        MediaName name = MediaName.random("png");
        assertThat(MediaName.parse(name.value())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "../../../../etc/passwd",
                "../aaaaaaaaaaaaaaaaaaa.jpg",
                "..\\aaaaaaaaaaaaaaaaaaa.jpg",
                "aaaaaaaaaaaaaaaaaaaaa.jpg",
                "aaaaaaaaaaaaaaaaaaaaaaa.jpg",
                "aaaaaaaaaaaaaaaaaaaaaa.svg",
                "aaaaaaaaaaaaaaaaaaaaaa.JPG",
                "aaaaaaaaaaaaaaaaaaaaaa.jpg.tmp",
                "aaaaaaaaaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaaaaaaaaaxjpg",
                "aaaaaaaaaaaaaaaaaaaaaa.jpg\n",
                "\naaaaaaaaaaaaaaaaaaaaaa.jpg",
                "aaaaaaaaaaaaaaaaaaaaaa.jpg\u0000",
                "aaaaaaaaaaaaaaaaaaaaa/.jpg",
                "aaaaaaaaaaaaaaaaaaaaa%.jpg",
                "aaaaaaaaaaaaaaaaaaaaa\u00E9.jpg",
                "%2e%2e%2faaaaaaaaaaaaa.jpg"
            })
    void is_not_parsed_from_other_text(String text) {
        assertThat(MediaName.parse(text)).isEmpty();
        assertThatThrownBy(() -> new MediaName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_a_media_type() {
        assertThat(MediaName.random("jpg").mediaType()).isEqualTo("image/jpeg");
        assertThat(MediaName.random("png").mediaType()).isEqualTo("image/png");
    }

    @Test
    void refuses_other_extensions() {
        assertThatThrownBy(() -> MediaName.random("html")).isInstanceOf(IllegalArgumentException.class);
    }
}
