package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.media.MediaName;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaLinksTest {

    private static final MediaName AVATAR = MediaName.random("jpg");
    private static final MediaName COVER = MediaName.random("png");

    private final User user = Users.changed(Users.newcomer(), Users.pictures(AVATAR, COVER));

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/api/v2/, http://localhost:8080/media/",
        "https://example.org/anything/api/v2/, https://example.org/anything/media/",
        "https://example.org/a/b/api/v2/, https://example.org/a/b/media/",
        "http://[::1]/api/v2/, http://[::1]/media/"
    })
    void are_beside_the_api_of_the_request(String base, String media) {
        MediaLinks.OfUser links = MediaLinks.of(user, request(base));
        assertThat(links.avatar()).contains(media + AVATAR.value());
        assertThat(links.cover()).contains(media + COVER.value());
    }

    @Test
    void are_safe_inside_a_style_sheet() {
        assertThat(MediaLinks.of(user, request("https://example.org/api/v2/"))
                        .avatar()
                        .orElseThrow())
                .matches("https://example\\.org/[A-Za-z0-9._~/-]+");
    }

    @Test
    void are_none_where_there_is_no_picture() {
        MediaLinks.OfUser links = MediaLinks.of(Users.newcomer(), request("http://localhost/api/v2/"));
        assertThat(links.avatar()).isEmpty();
        assertThat(links.cover()).isEmpty();
    }

    private static UriInfo request(String base) {
        return (UriInfo) Proxy.newProxyInstance(
                MediaLinksTest.class.getClassLoader(), new Class<?>[] {UriInfo.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getBaseUri")) {
                        return URI.create(base);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
