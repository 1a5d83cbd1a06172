package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.media.S3Server;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("own-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("With pictures in an S3 bucket")
class S3IT {

    private S3Server s3;
    private OwnServer own;
    private Portrait portrait;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "s3");
        s3 = S3Server.start(folder);
        own = OwnServer.start(ApplicationServer.chosen(), "/", folder, s3.settings());
        portrait = own.portrait();
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        s3.close();
    }

    @Test
    @DisplayName("an upload is stored in the bucket and served by GET, HEAD and conditional GET")
    void stores_an_upload_in_the_bucket() throws IOException {
        String avatar = avatar(portrait.person());

        assertThat(s3.keys()).contains(name(avatar));
        Answer answer = portrait.get(avatar);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.bytes()).isEqualTo(Files.readAllBytes(s3.bucket().resolve(name(avatar))));
        Answer head = portrait.send(portrait.request(avatar).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(answer.bytes().length));
        Answer known = portrait.send(portrait.request(avatar)
                .header("If-None-Match", answer.header("ETag"))
                .GET());
        assertThat(known.status()).isEqualTo(304);
    }

    @Test
    @DisplayName("a removed picture is 404 at once, also for a conditional GET, and deleted from the bucket")
    void deletes_a_removed_picture() throws IOException {
        Person ann = portrait.person();
        String cover = ann.put(new Multipart().file("cover", Photos.jpeg(800, 600)))
                .user()
                .getString("cover");
        assertThat(portrait.get(cover).status()).isEqualTo(200);

        ann.form("PUT", Map.of("cover", "")).user();

        portrait.get(cover).refused(404, "not_found");
        portrait.send(portrait.request(cover)
                        .header("If-None-Match", "\"" + name(cover) + "\"")
                        .GET())
                .refused(404, "not_found");
        assertThat(s3.keys()).doesNotContain(name(cover));
    }

    @Test
    @DisplayName("while the store is down only pictures are refused, and after its return no restart is needed")
    void away() throws Exception {
        Person ann = portrait.person();
        String avatar = avatar(ann);
        JsonObject before = ann.profile();

        s3.close();
        Answer refused = ann.put(new Multipart().text("bio", "after").file("avatar", Photos.jpeg(200, 300)))
                .refused(503, "unavailable");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(ann.profile()).isEqualTo(before);
        portrait.get(avatar).refused(503, "unavailable");
        Await.until("health notices", () -> portrait.get("api/v2/health/").status() == 503);
        assertThat(portrait.get("api/v2/health/").json().getString("media"))
                .isEqualTo("down: the bucket does not answer");
        assertThat(portrait.get(own.running().health() + "/ready").status()).isEqualTo(503);
        ann.form("PUT", Map.of("bio", "text goes on")).user();
        assertThat(ann.profile().getString("bio")).isEqualTo("text goes on");

        s3.restart();
        Await.until("health notices", () -> portrait.get("api/v2/health/").status() == 200);
        assertThat(portrait.get(avatar).status()).isEqualTo(200);
        assertThat(portrait.get(avatar(ann)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("the startup log names the bucket and contains no secret")
    void logs_the_bucket_without_secret() throws IOException {
        assertThat(own.running().logText())
                .contains("pictures: S3 bucket " + S3Server.BUCKET + " at http://127.0.0.1:")
                .contains("setting: portrait.media.s3.secret-key = (set)")
                .doesNotContain(s3.settings().get("portrait.media.s3.secret-key"));
    }

    private static String avatar(Person person) {
        return person.put(new Multipart().file("avatar", Photos.jpeg(300, 200)))
                .user()
                .getString("avatar");
    }

    private static String name(String address) {
        return Path.of(URI.create(address).getPath()).getFileName().toString();
    }
}
