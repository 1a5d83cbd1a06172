package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.media.MediaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaLinksTest {

    private static final MediaName AVATAR = MediaName.random("jpg");

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/api/v2/, http://localhost:8080/media/",
        "https://example.org/anything/api/v2/, https://example.org/anything/media/",
        "https://example.org/a/b/api/v2/, https://example.org/a/b/media/",
        "http://[::1]/api/v2/, http://[::1]/media/"
    })
    void share_the_base_url_with_the_api(String base, String media) {
        assertThat(MediaLinks.link(AVATAR, Requests.to(base))).isEqualTo(media + AVATAR.value());
    }

    @Test
    void are_safe_in_a_style_sheet() {
        assertThat(MediaLinks.link(AVATAR, Requests.to("https://example.org/api/v2/")))
                .matches("https://example\\.org/[A-Za-z0-9._~/-]+");
    }
}
