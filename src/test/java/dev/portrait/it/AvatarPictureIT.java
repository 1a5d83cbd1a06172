package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

@BlackBox
@ContractSection({1, 10})
@DisplayName("GET /avatar/{id}, for the <img> elements of old pages")
class AvatarPictureIT {

    private final Portrait portrait;
    private final Person ann;

    AvatarPictureIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName("redirects to the selected avatar")
    void redirects() {
        String avatar = ann.put(new Multipart().file("avatar", Photos.jpeg(60, 40)))
                .user()
                .getString("avatar");

        for (String method : List.of("GET", "HEAD")) {
            Answer answer = get(method, "image/avif,image/webp,*/*;q=0.8");
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).isEqualTo(avatar);
            assertThat(answer.header("Cache-Control")).contains("max-age=60").contains("public");
        }
    }

    @Test
    @DisplayName("returns the initials as SVG if there is no avatar, whatever the name contains")
    void initials() throws Exception {
        for (Map.Entry<String, String> name : Map.of(
                        "Ann Käfer", "AK",
                        "Ann", "A",
                        "<script>alert(1)</script> &quot;", "<&",
                        "émile de Ångström", "ÉÅ",
                        "\uD83E\uDD8A fox", "\uD83E\uDD8AF")
                .entrySet()) {
            ann.form("PUT", Map.of("real_name", name.getKey())).user();

            Answer answer = get("GET", "image/*");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("image/svg+xml");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).contains("max-age=60").contains("public");
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer.bytes()));
            assertThat(svg.getDocumentElement().getTextContent().strip()).isEqualTo(name.getValue());
            assertThat(svg.getElementsByTagName("*").getLength()).isEqualTo(3);
        }
    }

    @Test
    @ContractSection(10)
    @DisplayName("returns a square of the side asked for, which caches may share only if it is the same for everybody")
    void square() throws IOException {
        ann.put(new Multipart().file("avatar", Photos.jpeg(60, 40)).text("real_name", "Ann Example"))
                .user();
        String path = "api/v2/avatar/" + ann.id() + "?s=33";
        Answer shared = portrait.get(path);
        assertThat(ImageIO.read(new ByteArrayInputStream(shared.bytes())).getHeight())
                .isEqualTo(33);
        assertThat(shared.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(shared.header("Cache-Control")).isEqualTo("public, max-age=300");
        String tag = shared.header("ETag");
        assertThat(portrait.send(portrait.request(path)
                                .header("If-None-Match", tag)
                                .GET())
                        .status())
                .isEqualTo(304);

        portrait.send(
                        "PATCH",
                        "api/v2/user/me/visibility/",
                        ann.token(),
                        "application/json",
                        "{\"avatar\":\"owner\"}".getBytes(StandardCharsets.UTF_8))
                .user();

        Answer hidden = portrait.get(path);
        assertThat(hidden.header("Content-Type")).isEqualTo("image/png");
        assertThat(hidden.header("Cache-Control")).startsWith("private, no-cache");
        assertThat(hidden.bytes()).isEqualTo(portrait.get(path + "&f=y").bytes());
        portrait.get(path + "&d=404").refused(404, "not_found");
        Answer own = portrait.get(path, ann.token());
        assertThat(own.bytes()).isEqualTo(shared.bytes());
        assertThat(own.header("Cache-Control")).startsWith("private, no-cache");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("queries")
    @ContractSection(10)
    @DisplayName("is shared by caches only if everybody gets the same picture, whoever sees the name and the avatar")
    void shared(String query, String narrowed) throws IOException {
        ann.put(new Multipart().file("avatar", Photos.jpeg(60, 40)).text("real_name", "Ann Example"))
                .user();
        portrait.send(
                        "PATCH",
                        "api/v2/user/me/visibility/",
                        ann.token(),
                        "application/json",
                        narrowed.getBytes(StandardCharsets.UTF_8))
                .user();
        String path = "api/v2/avatar/" + ann.id() + "?" + query;

        Answer seenByAnyone = portrait.get(path);
        Answer seenByOwner = portrait.get(path, ann.token());

        boolean mayDiffer =
                narrowed.contains("avatar") || (narrowed.contains("real_name") && query.contains("initials"));
        assertThat(seenByOwner.header("Cache-Control"))
                .isEqualTo(seenByAnyone.header("Cache-Control"))
                .startsWith(mayDiffer ? "private" : "public");
        if (!mayDiffer) {
            assertThat(seenByOwner.bytes()).isEqualTo(seenByAnyone.bytes());
        }
    }

    static Stream<Arguments> queries() {
        return Stream.of("s=40", "d=initials", "f=y&d=initials", "f=y&d=identicon", "f=y&d=mp")
                .flatMap(query -> Stream.of(
                                "{}", "{\"real_name\":\"owner\"}", "{\"avatar\":\"owner\"}", "{\"bio\":\"owner\"}")
                        .map(narrowed -> Arguments.of(query, narrowed)));
    }

    @Test
    @DisplayName("is 404 as JSON for a missing user")
    void is_404_for_a_missing_user() {
        for (String id : List.of("0", "-1", "x", Long.toString(Long.MAX_VALUE), "9223372036854775808")) {
            portrait.send(portrait.request("api/v2/avatar/" + id)
                            .header("Accept", "image/*")
                            .GET())
                    .refused(404, "not_found");
        }
    }

    private Answer get(String method, String accept) {
        return portrait.send(portrait.request("api/v2/avatar/" + ann.id())
                .header("Accept", accept)
                .method(method, BodyPublishers.noBody()));
    }
}
