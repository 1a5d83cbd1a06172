package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.SourceFile;
import dev.portrait.it.TokenMinter;
import dev.portrait.it.server.ApplicationServer;
import dev.portrait.it.server.Deployment;
import dev.portrait.it.server.Deployment.Database;
import dev.portrait.it.server.JmxClient;
import dev.portrait.it.server.RunningServer;
import dev.portrait.it.server.ServerProcess;
import dev.portrait.user.EmailAddress;
import dev.portrait.user.TextDigest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server with Portrait and the bare method, a PostgreSQL with durable commits, and users with tokens. The server is the one
 * that {@code -Dportrait.server} names, configured as in the black-box tests.
 */
final class TestBed implements AutoCloseable {

    static final int PEOPLE = 10_000;

    private static final String PEOPLE_SQL = """
            with added as (
              insert into portrait_user (version, username, username_key, real_name, email, email_isvalid, date_joined,
                bio, location, location_lat_lng, position_lat_lng, description, gender, status, website, tags, reputation,
                followings_counter, followers_counter, posts_counter, discussions_counter, statuses_counter, polls_counter,
                searchable, email_md5, email_sha256)
              select 0, 'Name' || n, 'name' || n, 'Real ' || n, 'name' || n || '@example.org', true, now(), 'something about ' || n, '', '', '', '',
                'UNSPECIFIED', 'APPROVED', '', '[]', 0, 0, 0, 0, 0, 0, 0, true,
                md5('name' || n || '@example.org'), encode(sha256(('name' || n || '@example.org')::bytea), 'hex')
              from generate_series(%d, %d) as n
              returning id, username_key)
            insert into portrait_search_key (user_id, kind, text)
            select id, 'USERNAME', username_key from added
            union all select id, 'NAME', replace(username_key, 'name', 'real ') from added
            union all select id, 'NAME', replace(username_key, 'name', '') from added
            """;

    private final TokenMinter minter = new TokenMinter();
    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedPostgres postgres;
    private final ApplicationServer chosen = ApplicationServer.chosen();
    private final RunningServer server;
    private final String admin;
    private long rows;
    private final Path folder;

    TestBed(Path folder) throws IOException, InterruptedException, SQLException {
        this.folder = folder;
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .start();
        server = launch(minter.settings(minter.writeKeySet(folder.resolve("keys.json"))));
        requireToken();
        admin = minter.token("administrator", Map.of("user_id", 1L, "groups", List.of("admin")));
        grow(PEOPLE);
        SourceFile.JPEG_200_KB.writeTo(folder);
        SourceFile.JPEG_12_MEGAPIXELS.writeTo(folder);
    }

    /** Returns product and version of the server. */
    String product() {
        return chosen.version();
    }

    URI url() {
        return server.baseUri();
    }

    /** Returns the token of an administrator. */
    String admin() {
        return admin;
    }

    Duration startTime() {
        return server.startTime();
    }

    int databasePort() {
        return postgres.getPort();
    }

    Path people() {
        return folder.resolve("people.csv");
    }

    private RunningServer launch(Map<String, String> tokens) throws IOException, InterruptedException {
        Database database = Database.local(postgres.getPort(), "postgres");
        Map<String, String> settings = new HashMap<>(tokens);
        settings.put("portrait.identity.claim", "user_id");
        settings.put("portrait.avatars.lookup", "email");
        settings.put("portrait.data.dir", folder.resolve("data").toString());
        if (!chosen.takesDataSource()) {
            settings.put("portrait.db.url", database.url());
            settings.put("portrait.db.user", database.user());
        }
        return chosen.start(new Deployment(
                        folder, ServerProcess.freePort(), "/", settings, database, List.of(BareWar.writeTo(folder))))
                .awaitReady();
    }

    // A server that ignores the annotations of the bare method would give it less work than Portrait.
    private void requireToken() throws IOException, InterruptedException {
        HttpRequest bare = HttpRequest.newBuilder(url().resolve("bare/")).build();
        int status = client.send(bare, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 401 && status != 403) {
            throw new IllegalStateException("The bare method answers " + status + " without a token");
        }
    }

    /** Adds users up to the given number, and creates tokens for {@link #PEOPLE} of them, spread over the whole table. */
    void grow(long users) throws IOException, SQLException {
        execute(PEOPLE_SQL.formatted(rows + 1, users));
        execute("vacuum analyze portrait_user, portrait_search_key");
        rows = users;
        StringBuilder csv = new StringBuilder("id,name,token\n");
        for (long person = 1; person <= PEOPLE; person++) {
            long id = person * (users / PEOPLE);
            csv.append(id).append(",name").append(id).append(',');
            csv.append(minter.token("person-" + id, Map.of("user_id", id))).append('\n');
        }
        Files.writeString(people(), csv);
    }

    /** Returns the total number of changes to users since the database was created. */
    long changes() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("select sum(version) from portrait_user")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    /** Uploads an avatar for the first user and returns its path. */
    String picture() throws IOException, InterruptedException {
        try (Stream<String> lines = Files.lines(people())) {
            String[] person = lines.skip(1).findFirst().orElseThrow().split(",");
            String boundary = "boundary";
            byte[] head = ("--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"a.jpg\"\r\n"
                            + "Content-Type: image/jpeg\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
            HttpRequest put = HttpRequest.newBuilder(url().resolve("api/v2/user/" + person[0] + "/"))
                    .header("Authorization", "Bearer " + person[2])
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .PUT(HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofByteArray(head),
                            HttpRequest.BodyPublishers.ofFile(SourceFile.JPEG_200_KB.in(folder)),
                            HttpRequest.BodyPublishers.ofByteArray(tail)))
                    .build();
            HttpResponse<String> user = client.send(put, HttpResponse.BodyHandlers.ofString());
            if (user.statusCode() != 200) {
                throw new IOException("The upload was refused: " + user.body());
            }
            return user.body().replaceFirst("(?s).*\"avatar\":\"http://[^/]+/([^\"]+)\".*", "$1");
        }
    }

    /** Returns the path by which other programs get the avatar of the first user. */
    String avatar() throws IOException {
        try (Stream<String> lines = Files.lines(people())) {
            String name = lines.skip(1).findFirst().orElseThrow().split(",")[1];
            return "avatar/" + EmailAddress.digest(TextDigest.MD5, name + "@example.org") + "?s=80";
        }
    }

    /** Returns the resident memory of the server, in MiB. */
    long memory() throws IOException {
        return server.residentBytes() >> 20;
    }

    /** Returns the memory that the server's JVM has committed to its heap, in MiB. */
    long heap() throws IOException {
        try (JmxClient jmx = JmxClient.connect(server.jvm())) {
            return jmx.memory().getHeapMemoryUsage().getCommitted() >> 20;
        }
    }

    /** Returns the heap in use after a full collection, in MiB. */
    long liveHeap() throws IOException {
        try (JmxClient jmx = JmxClient.connect(server.jvm())) {
            jmx.memory().gc();
            return jmx.memory().getHeapMemoryUsage().getUsed() >> 20;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        postgres.close();
    }
}
