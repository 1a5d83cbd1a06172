package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.JmxClient;
import dev.portrait.it.server.RunningServer;
import dev.portrait.ops.PortraitMXBean;
import dev.portrait.picture.Photos;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EveryServer
@Tag("direct")
@DisplayName("Logs, audit and JMX")
class OperationsIT {

    private static final Pattern AUDIT_LINE = Pattern.compile("\\{\"time\":\"[^\\r\\n]+\"outcome\":\"[a-z_]+\"}");

    private final Portrait portrait;
    private final RunningServer server;
    private final Person ann;
    private JmxClient jmx;
    private PortraitMXBean administration;

    OperationsIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
        this.ann = portrait.person();
    }

    @BeforeEach
    void connect() throws IOException {
        jmx = JmxClient.connect(server.jvm());
        administration = jmx.portrait();
    }

    @AfterEach
    void disconnect() throws IOException {
        jmx.close();
    }

    @Test
    @DisplayName("The startup log has a block that describes the configuration")
    void startup_report() {
        String log = server.logText();
        int begin = log.indexOf("Portrait " + administration.getVersion() + " is configured:");
        assertThat(begin).isNotNegative();
        String block = log.substring(begin, Math.min(log.length(), begin + 4000));

        assertThat(block)
                .containsPattern("\n  server: \\S+")
                .containsPattern("\n  context root: /")
                .containsPattern("\n  database: (H2|PostgreSQL) \\d+\\.\\d+.*, jdbc:.*, schema version \\d+")
                .containsPattern("\n  pool: \\S+")
                .containsPattern("\n  pictures: files in /.*, \\d+ MiB free")
                .contains("\n  tokens: issuer " + TokenMinter.ISSUER + ", audience " + TokenMinter.AUDIENCE
                        + ", user by claim sub")
                .containsPattern("\n  keys: read from file:.*(keys\\.json|key\\.pem; .*)\n")
                .contains(
                        "\n  visibility: public profile, real_name, bio, location, location_lat_lng, position_lat_lng,"
                                + " date_of_birth, description, gender, website, avatar, cover; signed-in nothing; owner nothing\n")
                .containsPattern(
                        "\n  avatars for other programs: by email, subject, ext_id; up to \\d+ made at once, up to \\d+ MiB of them cached\n")
                .contains("\n  sign-in on the pages: not configured (portrait.oidc.client-id)\n")
                .contains("\n  decoders: all by Java\n")
                .contains("\n  limits: request 26214400 bytes, picture 10485760 bytes and 50000000 pixels")
                .containsPattern("\n  setting: portrait\\.identity\\.claim = sub \\(.+\\)")
                .doesNotContain("portrait.db.migrate");
    }

    @Test
    @DisplayName("A setting can come from an environment variable, a system property or the server's own configuration")
    void sources_of_settings() {
        Map<String, List<String>> bySource = Pattern.compile("\n  setting: (\\S+) = .* \\((.+)\\)")
                .matcher(server.logText())
                .results()
                .collect(Collectors.groupingBy(
                        setting -> setting.group(2),
                        Collectors.mapping(setting -> setting.group(1), Collectors.toList())));

        assertThat(bySource).hasSizeGreaterThanOrEqualTo(3);
        assertThat(bySource.values())
                .anyMatch(keys -> keys.contains("portrait.avatars.max"))
                .anyMatch(keys -> keys.contains("portrait.picture.max-pixels"))
                .anyMatch(keys ->
                        !keys.contains("portrait.avatars.max") && !keys.contains("portrait.picture.max-pixels"));
    }

    @Test
    @DisplayName(
            "The configuration names the JSON provider, for which the server would otherwise search for each token")
    void names_the_json_provider() throws IOException {
        Map<String, String> properties = jmx.runtime().getSystemProperties();

        if (ApplicationServer.chosen().name().equals("open-liberty")) {
            assertThat(properties).doesNotContainKey("jakarta.json.provider"); // uses another library for tokens
        } else {
            assertThat(properties).containsEntry("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
        }
    }

    @Test
    @DisplayName("A well-formed X-Request-Id is returned and any other replaced, also in errors")
    void request_id() {
        String mine = "mine-" + UUID.randomUUID();
        for (String path : List.of(ann.path(), "", "nothing", "media/nothing.jpg", "api/v2/user/0/")) {
            assertThat(requestId(path, mine)).as(path).isEqualTo(mine);
            assertThat(requestId(path, "not one")).as(path).matches("[0-9a-f-]{36}");
        }
        Answer refused = portrait.send(portrait.request("api/v2/user/me/")
                .header("X-Request-Id", mine)
                .header("Authorization", "Bearer x")
                .GET());
        assertThat(refused.refused(401, "authentication_failed").header("X-Request-Id"))
                .isEqualTo(mine);
    }

    private String requestId(String path, String sent) {
        return portrait.send(portrait.request(path).header("X-Request-Id", sent).GET())
                .header("X-Request-Id");
    }

    @Test
    @DisplayName("A change is one line in the audit log with caller, user and field names, without values")
    void audit_of_a_change() {
        String id = UUID.randomUUID().toString();

        change(ann, ann.path(), id, "{\"bio\":\"secret words\",\"location\":\"nowhere\"}")
                .user();

        JsonObject line = auditLine(id);
        assertThat(line.getJsonNumber("user").longValue()).isEqualTo(ann.id());
        assertThat(line.getString("caller")).isEqualTo(Long.toString(ann.id()));
        assertThat(line.getJsonArray("fields").toString()).isEqualTo("[\"bio\",\"location\"]");
        assertThat(line.getString("outcome")).isEqualTo("changed");
        assertThat(Instant.parse(line.getString("time"))).isBefore(Instant.now().plusSeconds(60));
        assertThat(server.logText()).doesNotContain("secret words").doesNotContain(ann.token());
    }

    @Test
    @DisplayName("A refused change of another user's profile is in the audit log, a change without effect is not")
    void audit_of_a_denial() {
        String denied = UUID.randomUUID().toString();
        String unchanged = UUID.randomUUID().toString();
        Person bob = portrait.person();

        change(ann, ann.path(), unchanged, "{}").user();
        change(ann, bob.path(), denied, "{\"bio\":\"written\"}").refused(403, "permission_denied");

        JsonObject line = auditLine(denied);
        assertThat(line.getJsonNumber("user").longValue()).isEqualTo(bob.id());
        assertThat(line.getString("caller")).isEqualTo(Long.toString(ann.id()));
        assertThat(line.getString("outcome")).isEqualTo("denied");
        assertThat(auditLines(unchanged)).isEmpty();
    }

    private Answer change(Person caller, String path, String requestId, String body) {
        return portrait.send(portrait.request(path)
                .header("Authorization", "Bearer " + caller.token())
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .PUT(BodyPublishers.ofString(body)));
    }

    private JsonObject auditLine(String requestId) {
        Await.until(
                "the audit line of " + requestId, () -> !auditLines(requestId).isEmpty());
        assertThat(auditLines(requestId)).hasSize(1);
        return auditLines(requestId).get(0);
    }

    private List<JsonObject> auditLines(String text) {
        return AUDIT_LINE
                .matcher(server.auditText())
                .results()
                .map(MatchResult::group)
                .filter(line -> line.contains(text))
                .map(OperationsIT::parse)
                .toList();
    }

    private static JsonObject parse(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @Test
    @DisplayName("A client that disconnects during its upload causes no incident")
    void logs_no_incident_if_the_client_disconnects() throws IOException {
        long incidents = incidents();
        double before = requests();
        String head = "PUT " + URI.create(portrait.base() + ann.path()).getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + ann.token() + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                + "Content-Length: 1000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\nhalf";
        try (Socket socket =
                new Socket(portrait.base().getHost(), portrait.base().getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }

        Await.until("the request has ended", () -> requests() != before);
        portrait.get(ann.path()).user();
        assertThat(incidents()).isEqualTo(incidents);
        assertThat(ann.profile().getString("bio")).isEmpty();
    }

    private double requests() {
        return administration.getMetrics().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("portrait_requests."))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private long incidents() {
        return Pattern.compile("Incident [0-9a-f-]{36}")
                .matcher(server.logText())
                .results()
                .count();
    }

    @Test
    @DisplayName("A JMX client can block and unblock a user; a blocked user can read but not write")
    void blocks_and_unblocks_a_user() {
        administration.blockUser(ann.id());
        assertThat(ann.profile().getString("status")).isEqualTo("b");
        ann.form("PUT", Map.of("bio", "written")).refused(403, "permission_denied");

        administration.unblockUser(ann.id());
        administration.unblockUser(ann.id());
        ann.form("PUT", Map.of("bio", "written")).user();

        assertThat(ann.profile().getString("status")).isEqualTo("a");
        assertThat(auditLines("\"user\":" + ann.id() + ",\"caller\":\"administrator\",\"fields\":[\"status\"]"))
                .hasSize(2);
        assertThatThrownBy(() -> administration.blockUser(Long.MAX_VALUE))
                .hasStackTraceContaining("There is no user " + Long.MAX_VALUE);
    }

    @Test
    @DisplayName("A JMX client can restore a deleted user and delete a user's avatars")
    void restores_a_user_and_deletes_avatars() {
        String picture = ann.put(new Multipart().file("avatar", Photos.jpeg(40, 30)))
                .user()
                .getString("avatar");
        administration.deleteAvatars(ann.id());
        assertThat(ann.profile().isNull("avatar")).isTrue();
        portrait.get(picture).refused(404, "not_found");
        assertThatThrownBy(() -> administration.deleteAvatars(Long.MAX_VALUE))
                .hasStackTraceContaining("There is no user " + Long.MAX_VALUE);

        portrait.send(portrait.request(ann.path())
                        .header("Authorization", "Bearer " + ann.token())
                        .DELETE())
                .user();
        administration.unblockUser(ann.id());
        assertThat(ann.profile().getString("status")).isEqualTo("a");
    }

    @Test
    @DisplayName("A JMX client can delete unreferenced pictures, and only these")
    void sweep_media_now() throws IOException {
        JsonObject user =
                ann.put(new Multipart().file("avatar", Photos.jpeg(40, 30))).user();
        Path media = Path.of(administration.getConfiguration().get("portrait.media.dir"));
        String needed = user.getString("avatar");
        String name = needed.substring(needed.lastIndexOf('/') + 1);
        Path file = media.resolve(name.substring(0, 2)).resolve(name);
        Path orphan = Files.createDirectories(media.resolve("00")).resolve("0".repeat(22) + ".jpg");
        Files.copy(file, orphan);
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(file, old);
        Files.setLastModifiedTime(orphan, old);

        assertThat(administration.sweepMediaNow()).isEqualTo(1);

        assertThat(orphan).doesNotExist();
        assertThat(portrait.get(needed).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A JMX client can read the configuration, health and metrics")
    void attributes() {
        Map<String, Double> before = administration.getMetrics();
        ann.put(new Multipart().file("avatar", Photos.jpeg(40, 30))).user();
        ann.put(new Multipart().file("avatar", new byte[] {1})).refusedFields("avatar:unsupported_image");
        portrait.get("nothing").refused(404, "not_found");
        Map<String, Double> after = administration.getMetrics();

        assertThat(administration.getConfiguration())
                .containsEntry("portrait.identity.claim", "sub")
                .containsEntry("mp.jwt.verify.issuer", TokenMinter.ISSUER)
                .containsEntry("portrait.request.max-bytes", "26214400");
        assertThat(administration.getConfiguration().get("portrait.db.password"))
                .isIn("", "(set)");
        assertThat(administration.getHealth())
                .containsOnlyKeys("database", "media", "keys")
                .allSatisfy((part, state) -> assertThat(state).isEqualTo("up"));
        assertThat(administration.reloadKeys()).matches("read from file:.*");
        assertThat(grown(before, after))
                .contains(
                        "portrait_requests.success",
                        "portrait_requests.invalid",
                        "portrait_requests.not_found",
                        "portrait_picture_work.count",
                        "portrait_picture_work.seconds",
                        "portrait_picture_queue.count",
                        "portrait_picture_refused.unsupported_image",
                        "portrait_store.put.seconds",
                        "portrait_database.read.seconds",
                        "portrait_database.write.seconds");
    }

    private static List<String> grown(Map<String, Double> before, Map<String, Double> after) {
        return after.keySet().stream()
                .filter(series -> after.get(series) > before.getOrDefault(series, 0.0))
                .toList();
    }
}
