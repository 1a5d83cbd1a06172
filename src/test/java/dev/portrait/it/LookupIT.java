package dev.portrait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portrait.picture.Fonts;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryServer
@Tag("direct") // nginx keeps the answers for a minute
@ContractSection(10)
@DisplayName("Avatars for other programs")
class LookupIT {

    private static final String NOBODY = "0".repeat(32);
    private static final int RED = 0xd02020;

    private final Portrait portrait;
    private final String admin;
    private final String subject = UUID.randomUUID().toString();
    private final String email = "Ann." + UUID.randomUUID() + "@Example.org";
    private final Person ann;

    LookupIT(Portrait portrait) {
        this.portrait = portrait;
        this.admin = portrait.minter().token("admin-" + UUID.randomUUID(), Map.of("groups", List.of("admin")));
        this.ann = portrait.person(subject, Map.of("email", email, "email_verified", true));
        upload();
    }

    private void upload() {
        ann.put(new Multipart()
                        .file(
                                "avatar",
                                Photos.png(Photos.filled(60, 40, BufferedImage.TYPE_INT_RGB, RED >> 16, 0x20, 0x20))))
                .user();
    }

    static Stream<String> digests() {
        return Stream.of("MD5", "SHA-256");
    }

    @ParameterizedTest
    @MethodSource("digests")
    @DisplayName("A confirmed address finds the avatar, as a square of the side asked for, whatever the extension")
    void finds_by_email(String algorithm) throws Exception {
        String hash = hash(algorithm, email);
        for (String key : List.of(hash, hash + ".jpg", hash + ".png", hash.toUpperCase(Locale.ROOT))) {
            assertShown(get("avatar/" + key + "?s=64"), 64);
        }
    }

    @Test
    @DisplayName("The subject and the number find the avatar")
    void finds_by_subject_and_number() throws IOException {
        long number = System.nanoTime();
        managed("{\"ext_id\":" + number + "}");

        assertShown(get("avatar/subject/" + subject), 80);
        assertShown(get("avatar/ext_id/" + number), 80);
        assertShown(get("avatar/ext_id/" + number + ".png"), 80);
    }

    @Test
    @DisplayName("A kind of look-up that is off finds nobody")
    void off() {
        assertNobody(get("avatar/username/" + ann.profile().getString("username") + "?d=404"));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "'', 80",
        "s=1, 1",
        "s=79, 79",
        "s=512, 512",
        "s=513, 512",
        "s=2048, 512",
        "s=99999999999999999999999, 512",
        "s=0, 80",
        "s=-1, 80",
        "s=x, 80",
        "s=12.5, 80",
        "s=, 80",
        "size=50, 50",
        "SIZE=50, 50",
        "S=50&size=60, 60",
        "size=60&s=50, 60",
        "s=50&s=60, 50",
        "rating=PG&size=50&default=identicon, 50"
    })
    @DisplayName("The side")
    void side(String query, int side) throws Exception {
        assertShown(get("avatar/" + hash("MD5", email) + "?" + query), side);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d=mp",
                "d=mm",
                "d=identicon",
                "d=initials",
                "d=blank",
                "d=retro",
                "D=BLANK",
                "default=blank&d=404",
                "d=https%3A%2F%2Fevil.example%2Fa.png",
                "d=//evil.example/a.png",
                "d=%2e%2e%2f",
                "r=x",
                "f=n",
                "x[]=1"
            })
    @DisplayName("Nobody's default picture is a square PNG, and never a redirect")
    void defaults(String query) throws IOException {
        Answer answer = get("avatar/" + NOBODY + "?s=40&" + query);

        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(decoded(answer).getWidth()).isEqualTo(40);
        assertHeaders(answer);
    }

    @Test
    @DisplayName("Each default picture is another one, and all that is unknown is the configured one")
    void defaults_differ() {
        List<byte[]> pictures = Stream.of("identicon", "mp", "blank")
                .map(kind -> get("avatar/" + NOBODY + "?d=" + kind).bytes())
                .toList();

        assertThat(pictures.stream().map(Arrays::hashCode)).doesNotHaveDuplicates();
        for (String same : List.of("", "?d=retro", "?d=http://x.example/", "?d=initials")) {
            assertThat(get("avatar/" + NOBODY + same).bytes()).isEqualTo(pictures.get(0));
        }
        assertThat(get("avatar/" + NOBODY + "?d=mm").bytes()).isEqualTo(pictures.get(1));
        assertThat(get("avatar/" + NOBODY.replace('0', '1')).bytes()).isNotEqualTo(pictures.get(0));
    }

    @Test
    @DisplayName("f=y asks for the default picture even if there is an avatar")
    void forced() throws Exception {
        String path = "avatar/" + hash("MD5", email);

        for (String query : List.of("f=y", "forcedefault=y", "F=Y&d=identicon")) {
            assertThat(get(path + "?" + query).bytes())
                    .isEqualTo(get(path + "?f=y&d=identicon").bytes())
                    .isNotEqualTo(get(path).bytes());
        }
        get(path + "?f=y&d=404").refused(404, "not_found");
    }

    @Test
    @DisplayName("d=404 is 404 for nobody, which caches may keep too")
    void d_404() {
        assertNobody(get("avatar/" + NOBODY + "?d=404"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not-a-hash", "abc", "subject/nobody", "ext_id/x", "ext_id/99999999999999999999", "username/x y"
            })
    @DisplayName("A key that nobody can have gives the default picture")
    void impossible(String key) throws IOException {
        Answer answer = get("avatar/" + key.replace(" ", "%20") + "?s=30");
        assertThat(decoded(answer).getWidth()).isEqualTo(30);
        assertNobody(get("avatar/" + key.replace(" ", "%20") + "?d=404"));
    }

    @Test
    @DisplayName("A malformed query gives a picture, unless the server refuses it before Portrait gets it")
    void malformed_query() throws Exception {
        String answer = RawRequest.send(
                portrait.base(),
                "GET " + portrait.base().getPath() + "avatar/" + NOBODY
                        + "?d=100%&s=20&%zz=%&&=&s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 (400 |200 (?s:.*)image/png)");
    }

    @Test
    @DisplayName("HEAD has the status, the type and the tag of GET")
    void head() throws Exception {
        for (String path : List.of(hash("MD5", email), hash("MD5", email) + "?s=33", NOBODY, NOBODY + "?d=404")) {
            Answer get = get("avatar/" + path);
            Answer head = portrait.send(portrait.request("avatar/" + path).method("HEAD", BodyPublishers.noBody()));
            assertThat(head.status()).isEqualTo(get.status());
            for (String header : List.of("Content-Type", "ETag", "Cache-Control", "Access-Control-Allow-Origin")) {
                assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
            }
            assertThat(head.header("Content-Length")).isIn("", get.header("Content-Length"));
            assertThat(head.bytes()).isEmpty();
        }
    }

    @Test
    @DisplayName("A known tag is 304, and each side and picture has a tag of its own")
    void not_modified() throws Exception {
        String path = "avatar/" + hash("MD5", email);
        String tag = get(path).header("ETag");
        assertThat(tag).startsWith("\"");

        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            Answer answer = portrait.send(
                    portrait.request(path).header("If-None-Match", known).GET());
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("ETag")).isEqualTo(tag);
            assertHeaders(answer);
        }
        assertThat(get(path + "?s=81").header("ETag")).isNotEqualTo(tag);
        assertThat(get(path + "?f=y").header("ETag")).isNotEqualTo(tag);
        upload();
        assertThat(portrait.send(portrait.request(path)
                                .header("If-None-Match", tag)
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("Without an avatar, d=initials shows those of a public name, and those only")
    void initials() throws Exception {
        String path = "avatar/" + hash("SHA-256", email);
        String initials = path + "?d=initials&s=64";
        byte[] identicon = get(path + "?f=y&d=identicon&s=64").bytes();
        ann.form("PATCH", Map.of("avatar", "", "real_name", "")).user();
        assertThat(get(initials).bytes()).isEqualTo(identicon);

        ann.form("PATCH", Map.of("real_name", "Xenia Yilmaz")).user();
        byte[] named = get(initials).bytes();
        ann.form("PATCH", Map.of("real_name", "Bo")).user();
        byte[] renamed = get(initials).bytes();
        narrow("{\"real_name\":\"signed-in\"}");

        assertThat(get(initials).bytes()).isEqualTo(identicon);
        // Without fonts, the server shows the identicon.
        assertThat(!Arrays.equals(named, identicon)).isEqualTo(Fonts.exist());
        assertThat(!Arrays.equals(named, renamed)).isEqualTo(Fonts.exist());
    }

    static Stream<Hidden> hidden() {
        return Stream.of(
                new Hidden("unconfirmed", test -> test.managed("{\"email_isvalid\":false}")),
                new Hidden("without address", test -> test.managed("{\"email\":\"\"}")),
                new Hidden("with another address", test -> test.managed("{\"email\":\"x@example.org\"}")),
                new Hidden("blocked", test -> test.status("b")),
                new Hidden("deleted", test -> test.delete("")),
                new Hidden("erased", test -> test.delete("?hard=1")),
                new Hidden("avatar for signed-in callers", test -> test.narrow("{\"avatar\":\"signed-in\"}")),
                new Hidden("avatar for the owner", test -> test.narrow("{\"avatar\":\"owner\"}")),
                new Hidden(
                        "without avatar",
                        test -> test.ann
                                .form("PATCH", Map.of("avatar", "", "real_name", ""))
                                .user()));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    @DisplayName("Whoever has no public avatar cannot be told from nobody, from the next request on")
    void hidden_users_are_nobody(Hidden hidden) throws Exception {
        String path = "avatar/" + hash("MD5", email);
        ann.form("PATCH", Map.of("real_name", "Xenia Yilmaz")).user();
        assertShown(get(path), 80);
        String tag = get(path).header("ETag");

        hidden.change().accept(this);

        assertThat(portrait.send(portrait.request(path)
                                .header("If-None-Match", tag)
                                .GET())
                        .status())
                .as("with the tag of the hidden picture")
                .isEqualTo(200);

        Answer shown = get(path + "?d=initials");
        Answer nobody = get("avatar/" + hash("MD5", "x" + email) + "?d=initials");
        assertThat(shown.bytes()).isEqualTo(get(path + "?f=y&d=identicon").bytes());
        assertThat(shown.status()).isEqualTo(nobody.status());
        assertThat(headerNames(shown)).isEqualTo(headerNames(nobody));
        Answer none = get(path + "?d=404");
        Answer nobodys = get("avatar/" + NOBODY + "?d=404");
        assertNobody(none);
        assertThat(none.bytes()).isEqualTo(nobodys.bytes());
        assertThat(none.header("ETag")).isEqualTo(nobodys.header("ETag"));
    }

    @Test
    @DisplayName("An address that is confirmed later, and a restored user, are found")
    void follows_changes() throws Exception {
        String late = "late." + UUID.randomUUID() + "@example.org";
        managed("{\"email\":\"" + late + "\",\"email_isvalid\":false}");
        String path = "avatar/" + hash("MD5", late);
        assertNobody(get(path + "?d=404"));
        managed("{\"email_isvalid\":true}");
        assertShown(get(path), 80);
        status("b");
        assertNobody(get(path + "?d=404"));
        status("a");
        assertShown(get(path), 80);
    }

    @Test
    @DisplayName("Of several users with one address, the first one is shown")
    void lowest_id() throws Exception {
        Person bob = portrait.person(
                UUID.randomUUID().toString(), Map.of("email", email.toLowerCase(Locale.ROOT), "email_verified", true));
        bob.put(new Multipart().file("avatar", Photos.jpeg(30, 30))).user();
        assertThat(bob.id()).isGreaterThan(ann.id());

        assertShown(get("avatar/" + hash("MD5", email)), 80);
    }

    @Test
    @DisplayName("Only people whom an address finds read it, and a subject may contain dots")
    void addresses_of_others() throws Exception {
        String dotted = "john.doe." + UUID.randomUUID();
        Person john = portrait.person(dotted, Map.of("email", email, "email_verified", true));
        List<JsonObject> addresses = addresses(john).getJsonArray("addresses").getValuesAs(JsonObject.class);

        assertThat(addresses.stream().map(address -> address.getString("url")))
                .containsExactly(portrait.base() + "avatar/subject/" + dotted); // the e-mail address finds Ann
    }

    @Test
    @DisplayName("Other paths are 404, and other methods 405, as JSON")
    void other_paths() {
        for (String path : List.of("avatar/", "avatar/a/b", "avatar/username/a/b")) {
            get(path).refused(404, "not_found");
        }
        portrait.send(portrait.request("avatar/" + NOBODY).DELETE()).refused(405, "method_not_allowed");
    }

    @Test
    @DisplayName("People read at which addresses programs find their avatar")
    void addresses() throws Exception {
        JsonObject answer = addresses(ann);
        assertThat(answer.getBoolean("public")).isTrue();
        assertThat(answer.getJsonArray("programs")).hasToString("[\"Git\",\"Wiki\"]");
        List<JsonObject> addresses = answer.getJsonArray("addresses").getValuesAs(JsonObject.class);
        assertThat(addresses.stream().map(address -> address.getString("by"))).containsExactly("email", "subject");
        assertThat(addresses.get(0).getString("url")).isEqualTo(portrait.base() + "avatar/" + hash("SHA-256", email));
        for (JsonObject address : addresses) {
            assertShown(get(address.getString("url")), 80);
        }

        narrow("{\"avatar\":\"owner\"}");
        assertThat(addresses(ann).getBoolean("public")).isFalse();
        assertThat(addresses(portrait.person()).getJsonArray("addresses")).hasSize(1);
    }

    private JsonObject addresses(Person person) {
        return portrait.get("api/v2/user/me/avatar-addresses/", person.token()).user();
    }

    private record Hidden(String name, Consumer<LookupIT> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    private void managed(String json) {
        portrait.send("PATCH", ann.path() + "managed/", admin, "application/json", json.getBytes(UTF_8))
                .user();
    }

    private void status(String status) {
        portrait.send(
                        "PATCH",
                        ann.path() + "status/",
                        admin,
                        "application/json",
                        ("{\"status\":\"" + status + "\"}").getBytes(UTF_8))
                .user();
    }

    private void delete(String query) {
        assertThat(portrait.send(portrait.request(ann.path() + query)
                                .header("Authorization", "Bearer " + ann.token())
                                .DELETE())
                        .status())
                .isEqualTo(200);
    }

    private void narrow(String json) {
        portrait.send("PATCH", "api/v2/user/me/visibility/", ann.token(), "application/json", json.getBytes(UTF_8))
                .user();
    }

    private Answer get(String path) {
        return portrait.get(path);
    }

    private static void assertShown(Answer answer, int side) throws IOException {
        BufferedImage picture = decoded(answer);
        assertThat(picture.getWidth()).isEqualTo(side);
        assertThat(picture.getHeight()).isEqualTo(side);
        int pixel = picture.getRGB(side / 2, side / 2);
        for (int shift : List.of(16, 8, 0)) {
            assertThat(pixel >> shift & 0xff).isCloseTo(RED >> shift & 0xff, within(8));
        }
        assertHeaders(answer);
    }

    private static BufferedImage decoded(Answer answer) throws IOException {
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.bytes()));
    }

    private static void assertNobody(Answer answer) {
        answer.refused(404, "not_found");
        assertHeaders(answer);
    }

    // Ignores Connection: servers close a connection after a certain number of requests.
    private static Set<String> headerNames(Answer answer) {
        Set<String> names = new HashSet<>(answer.response().headers().map().keySet());
        names.remove("connection");
        return names;
    }

    private static void assertHeaders(Answer answer) {
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(answer.response().headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("*");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("ETag")).matches("\"[^\"]+\"");
        assertThat(answer.header("Location")).isEmpty();
    }

    private static String hash(String algorithm, String email) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm)
                        .digest(email.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8)));
    }
}
