package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@EveryServer
@ContractSection(5)
@DisplayName("Avatar and cover")
class PictureIT {

    private final Portrait portrait;
    private final Person ann;

    PictureIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person();
    }

    @Test
    @DisplayName(
            "A 12-megapixel photo and a text are saved together; the photo is served small, upright and without metadata")
    void photo_and_text() throws IOException {
        JsonObject user = ann.put(new Multipart()
                        .text("real_name", "Ann")
                        .file(
                                "avatar",
                                "../../K\u00e4fer \uD83E\uDD8A.svg",
                                "image/svg+xml",
                                Photos.turnedJpeg(4000, 3000, 6))
                        .file("cover", Photos.talkativeJpeg(2400, 1200)))
                .user();

        assertThat(user.getString("real_name")).isEqualTo("Ann");
        assertThat(ann.profile()).isEqualTo(user);
        BufferedImage avatar = picture(getAndCheckHeaders(user, "avatar", "image/jpeg"));
        assertThat(avatar.getWidth()).isEqualTo(384);
        assertThat(avatar.getHeight()).isEqualTo(512);
        // rotated clockwise: the stored bottom left corner is now top left
        assertColour(avatar.getRGB(20, 20), Photos.CORNERS.get(2));
        Answer cover = getAndCheckHeaders(user, "cover", "image/jpeg");
        assertThat(picture(cover).getWidth()).isEqualTo(1920);
        assertThat(new String(cover.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(Photos.PLANTED);
    }

    static Stream<Arguments> formats() {
        BufferedImage scene = Photos.scene(640, 480, BufferedImage.TYPE_INT_RGB);
        return Stream.of(
                Arguments.of("baseline JPEG", Photos.jpeg(640, 480), "image/jpeg"),
                Arguments.of("progressive JPEG", Photos.progressiveJpeg(640, 480), "image/jpeg"),
                Arguments.of("grey JPEG", Photos.greyJpeg(640, 480, 128), "image/jpeg"),
                Arguments.of("CMYK JPEG", Photos.cmykJpeg(640, 480, 0, 255, 255, 0), "image/jpeg"),
                Arguments.of("PNG", Photos.png(scene), "image/jpeg"),
                Arguments.of("interlaced PNG", Photos.interlacedPng(scene), "image/jpeg"),
                Arguments.of(
                        "16-bit PNG",
                        Photos.png(Photos.filled(640, 480, BufferedImage.TYPE_USHORT_GRAY, 0x8000)),
                        "image/jpeg"),
                Arguments.of("transparent PNG", Photos.png(Photos.halfTransparent(640, 480)), "image/png"),
                Arguments.of("GIF", Photos.gif(scene), "image/jpeg"),
                Arguments.of("animated GIF", Photos.animatedGif(640, 480, 3), "image/gif"),
                Arguments.of("WebP", Photos.webp(scene, 1), "image/jpeg"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("Accepts and scales each format")
    void accepts_each_format(String name, byte[] upload, String servedAs) throws IOException {
        JsonObject user =
                ann.parts("PATCH", new Multipart().file("avatar", upload)).user();

        BufferedImage avatar = picture(getAndCheckHeaders(user, "avatar", servedAs));
        assertThat(avatar.getWidth()).isEqualTo(512);
        assertThat(avatar.getHeight()).isEqualTo(384);
    }

    static Stream<Arguments> refusals() {
        byte[] jpeg = Photos.jpeg(400, 300);
        return Stream.of(
                Arguments.of(
                        "SVG",
                        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                        "unsupported_image"),
                Arguments.of(
                        "HTML",
                        "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
                        "unsupported_image"),
                Arguments.of("an empty file", new byte[0], "unsupported_image"),
                Arguments.of("a JPEG cut in half", Photos.cut(jpeg, 0.5), "invalid_image"),
                Arguments.of(
                        "a PNG cut in half",
                        Photos.cut(Photos.png(Photos.halfTransparent(300, 200)), 0.5),
                        "invalid_image"),
                Arguments.of("a decompression bomb", Photos.pngBomb(30_000, 30_000), "max_pixels"),
                Arguments.of("too many bytes", Photos.append(jpeg, new byte[10 << 20]), "max_size"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    @DisplayName("Refuses a bad file and changes neither text nor picture")
    void refuses_a_bad_file(String name, byte[] upload, String code) {
        JsonObject before =
                ann.put(new Multipart().file("avatar", Photos.jpeg(100, 100))).user();

        ann.put(new Multipart().text("real_name", "changed").file("avatar", upload))
                .refusedFields("avatar:" + code);
        ann.put(new Multipart().text("gender", "none").file("cover", upload))
                .refusedFields("cover:" + code, "gender:invalid_choice");

        assertThat(ann.profile()).isEqualTo(before);
        getAndCheckHeaders(before, "avatar", "image/jpeg");
    }

    @Test
    @Tag("direct")
    @DisplayName("A replaced or removed cover is 404 at once; avatars are kept")
    void deletes_covers_and_keeps_avatars() {
        JsonObject first = ann.put(
                        new Multipart().file("avatar", Photos.jpeg(100, 100)).file("cover", Photos.jpeg(100, 100)))
                .user();
        JsonObject second = ann.put(
                        new Multipart().file("avatar", Photos.jpeg(100, 100)).file("cover", Photos.jpeg(100, 100)))
                .user();

        assertThat(second.getString("avatar")).isNotEqualTo(first.getString("avatar"));
        portrait.get(first.getString("cover")).refused(404, "not_found");
        getAndCheckHeaders(first, "avatar", "image/jpeg");
        getAndCheckHeaders(second, "cover", "image/jpeg");

        ann.form("PATCH", Map.of("avatar", "", "cover", "")).user();

        assertThat(ann.profile().get("avatar")).isEqualTo(JsonValue.NULL);
        assertThat(ann.profile().get("cover")).isEqualTo(JsonValue.NULL);
        portrait.get(second.getString("cover")).refused(404, "not_found");
    }

    @Test
    @DisplayName("An empty file field of an HTML form keeps the picture, an empty text part removes it")
    void empty_file_field() {
        JsonObject before =
                ann.put(new Multipart().file("cover", Photos.jpeg(100, 100))).user();

        ann.put(new Multipart().file("cover", "", "application/octet-stream", new byte[0]))
                .user();
        assertThat(ann.profile()).isEqualTo(before);

        ann.put(new Multipart().text("cover", "")).user();
        assertThat(ann.profile().get("cover")).isEqualTo(JsonValue.NULL);
    }

    @Test
    @DisplayName("Sending back the current picture URL changes nothing, any other URL is refused")
    void accepts_only_the_current_url() {
        JsonObject before =
                ann.put(new Multipart().file("avatar", Photos.jpeg(100, 100))).user();
        String url = before.getString("avatar");

        ann.form("PUT", Map.of("avatar", url)).user();
        ann.json("PUT", "{\"avatar\":\"" + url + "\"}").user();
        ann.put(new Multipart().text("avatar", url)).user();
        ann.form("PUT", Map.of("avatar", "https://other.example/x.jpg")).refusedFields("avatar:invalid");
        ann.form("PUT", Map.of("cover", url)).refusedFields("cover:invalid");

        assertThat(ann.profile()).isEqualTo(before);
    }

    @Test
    @DisplayName("avatar_base64 sets the avatar, and cannot be combined with a file")
    void accepts_base64() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(Photos.png(Photos.halfTransparent(64, 64)));

        for (String prefix : new String[] {"image/png;base64,", "data:image/png;base64,"}) {
            JsonObject user = ann.json("PUT", "{\"avatar_base64\":\"" + prefix + base64 + "\"}")
                    .user();
            assertThat(picture(getAndCheckHeaders(user, "avatar", "image/png")).getWidth())
                    .isEqualTo(64);
        }
        JsonObject before = ann.profile();
        ann.form("PUT", Map.of("avatar_base64", "")).user();
        ann.form("PUT", Map.of("avatar_base64", base64)).refusedFields("avatar_base64:invalid");
        ann.form("PUT", Map.of("avatar_base64", "image/png;base64,***")).refusedFields("avatar_base64:invalid");
        ann.form("PUT", Map.of("avatar_base64", "image/png;base64,AAAA"))
                .refusedFields("avatar_base64:unsupported_image");
        ann.put(new Multipart().file("avatar", Photos.jpeg(9, 9)).text("avatar_base64", "image/png;base64," + base64))
                .refusedFields("avatar_base64:invalid");
        assertThat(ann.profile()).isEqualTo(before);
    }

    @Test
    @DisplayName("GET and HEAD of a picture have the headers for browsers and caches (contract §5)")
    void headers_of_a_picture() {
        JsonObject user =
                ann.put(new Multipart().file("avatar", Photos.jpeg(100, 100))).user();
        String url = user.getString("avatar");
        Answer get = getAndCheckHeaders(user, "avatar", "image/jpeg");

        assertThat(url.substring(portrait.base().toString().length())).matches("media/[A-Za-z0-9._~-]{20,}");
        assertThat(get.header("ETag")).startsWith("\"");
        Answer head = portrait.send(portrait.request(url).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        for (String name :
                new String[] {"Content-Type", "Content-Length", "ETag", "Cache-Control", "Content-Security-Policy"}) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
        for (String match :
                new String[] {get.header("ETag"), "W/" + get.header("ETag"), "\"x\", " + get.header("ETag"), "*"}) {
            Answer notModified = portrait.send(
                    portrait.request(url).header("If-None-Match", match).GET());
            assertThat(notModified.status()).as(match).isEqualTo(304);
            assertThat(notModified.header("ETag")).isEqualTo(get.header("ETag"));
        }
        assertThat(portrait.send(portrait.request(url)
                                .header("If-None-Match", "garbage")
                                .GET())
                        .status())
                .isEqualTo(200);
        portrait.send(portrait.request(url).header("If-Match", "\"x\"").GET()).refused(412, "precondition_failed");
        portrait.send(portrait.request(url).DELETE()).refused(405, "method_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 10", "bytes=20-, 20, -1", "bytes=-7, -7, -1"})
    @DisplayName("A Range request gets the requested part of a picture")
    void serves_a_range(String range, int from, int to) {
        String url = ann.put(new Multipart().file("avatar", Photos.jpeg(100, 100)))
                .user()
                .getString("avatar");
        byte[] whole = portrait.get(url).bytes();
        String tag = portrait.get(url).header("ETag");
        int begin = Math.floorMod(from, whole.length);
        int end = to < 0 ? whole.length : to;

        Answer part = portrait.send(portrait.request(url)
                .header("Range", range)
                .header("If-Range", tag)
                .GET());

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole, begin, end));
        assertThat(part.header("Content-Range")).isEqualTo("bytes " + begin + "-" + (end - 1) + "/" + whole.length);
        assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(end - begin));
        assertThat(part.header("Content-Type")).isEqualTo("image/jpeg");
        Answer other = portrait.send(portrait.request(url)
                .header("Range", range)
                .header("If-Range", "\"other\"")
                .GET());
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.bytes()).isEqualTo(whole);
    }

    @Test
    @DisplayName("An animation stays animated")
    void keeps_an_animation() {
        JsonObject user = ann.put(new Multipart().file("avatar", Photos.animatedGif(700, 500, 3)))
                .user();

        assertThat(user.getString("avatar")).endsWith(".gif");
        assertThat(getAndCheckHeaders(user, "avatar", "image/gif").text()).startsWith("GIF89a");
    }

    private Answer getAndCheckHeaders(JsonObject user, String field, String type) {
        Answer answer = portrait.get(user.getString(field));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(answer.bytes().length));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        return answer;
    }

    private static BufferedImage picture(Answer answer) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(answer.bytes()));
    }

    private static void assertColour(int actual, int expected) {
        for (int shift : new int[] {16, 8, 0}) {
            assertThat(actual >> shift & 0xff).isCloseTo(expected >> shift & 0xff, within(12));
        }
    }
}
