package dev.portrait.benchmark.speed;

import dev.portrait.benchmark.SourceFile;
import dev.portrait.it.TokenMinter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Payara Micro with Portrait and the bare method, a PostgreSQL that waits for the disk, and people with tokens. */
final class Stage implements AutoCloseable {

    static final int PEOPLE = 10_000;

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
    private static final String PEOPLE_SQL = """
            insert into portrait_user (version, username, username_key, real_name, email, email_isvalid, date_joined,
              bio, location, location_lat_lng, position_lat_lng, description, gender, status, website, tags, reputation,
              followings_counter, followers_counter, posts_counter, discussions_counter, statuses_counter, polls_counter)
            select 0, 'Name' || n, 'name' || n, 'Real ' || n, '', false, now(), 'something about ' || n, '', '', '', '',
              'UNSPECIFIED', 'APPROVED', '', '[]', 0, 0, 0, 0, 0, 0, 0
            from generate_series(%d, %d) as n
            """;

    private final TokenMinter minter = new TokenMinter();
    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedPostgres postgres;
    private final Process server;
    private final URI url;
    private final Duration startTime;
    private final String admin;
    private long rows;
    private final Path folder;

    Stage(Path target, Path folder) throws IOException, InterruptedException, SQLException {
        this.folder = folder;
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .start();
        Map<String, String> settings = minter.settings(minter.writePublicKey(folder.resolve("key.pem")));
        url = URI.create("http://127.0.0.1:" + freePort() + "/");
        Instant begin = Instant.now();
        server = launch(target, settings);
        awaitReady(begin);
        startTime = Duration.between(begin, Instant.now());
        admin = minter.token("administrator", Map.of("user_id", 1L, "groups", List.of("admin")));
        grow(PEOPLE);
        SourceFile.JPEG_200_KB.writeTo(folder);
        SourceFile.JPEG_12_MEGAPIXELS.writeTo(folder);
    }

    URI url() {
        return url;
    }

    /** The token of an administrator. */
    String admin() {
        return admin;
    }

    Duration startTime() {
        return startTime;
    }

    int databasePort() {
        return postgres.getPort();
    }

    Path people() {
        return folder.resolve("people.csv");
    }

    private Process launch(Path target, Map<String, String> settings) throws IOException {
        // Payara Micro takes the path of an application from the name of its file.
        Path portrait = Files.copy(
                target.resolve("portrait.war"), folder.resolve("ROOT.war"), StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl",
                        "-XX:StartFlightRecording=filename=" + folder.resolve("server.jfr") + ",settings=profile",
                        "-XX:FlightRecorderOptions:stackdepth=256",
                        "-jar",
                        target.resolve("payara-micro.jar").toString(),
                        "--nocluster",
                        "--disablephonehome",
                        "--prebootcommandfile",
                        target.resolveSibling("server-config")
                                .resolve("payara-micro")
                                .resolve("pre-boot.asadmin")
                                .toString(),
                        "--port",
                        Integer.toString(url.getPort()),
                        "--deploy",
                        portrait.toString(),
                        "--deploy",
                        BareWar.writeTo(folder).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        Map<String, String> environment = builder.environment();
        settings.forEach((key, value) -> environment.put(key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        environment.put("PORTRAIT_DATA_DIR", folder.resolve("data").toString());
        environment.put("PORTRAIT_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
        environment.put("PORTRAIT_DB_USER", "postgres");
        return builder.start();
    }

    private void awaitReady(Instant begin) throws InterruptedException {
        HttpRequest health =
                HttpRequest.newBuilder(url.resolve("api/v2/health/")).build();
        while (Duration.between(begin, Instant.now()).compareTo(START_LIMIT) < 0 && server.isAlive()) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notListeningYet) {
                // asked again
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("The server did not start; see " + folder.resolve("server.log"));
    }

    /** Adds users until there are so many, and gives tokens to as many as before, all over the table. */
    void grow(long users) throws IOException, SQLException {
        execute(PEOPLE_SQL.formatted(rows + 1, users));
        execute("vacuum analyze portrait_user");
        rows = users;
        StringBuilder csv = new StringBuilder("id,name,token\n");
        for (long person = 1; person <= PEOPLE; person++) {
            long id = person * (users / PEOPLE);
            csv.append(id).append(",name").append(id).append(',');
            csv.append(minter.token("person-" + id, Map.of("user_id", id))).append('\n');
        }
        Files.writeString(people(), csv);
    }

    /** How often a row of users was changed since the database was made. */
    long changes() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("select sum(version) from portrait_user")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    /** Gives somebody an avatar, and returns its path. */
    String picture() throws IOException, InterruptedException {
        try (Stream<String> lines = Files.lines(people())) {
            String[] person = lines.skip(1).findFirst().orElseThrow().split(",");
            String boundary = "boundary";
            byte[] head = ("--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"a.jpg\"\r\n"
                            + "Content-Type: image/jpeg\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
            HttpRequest put = HttpRequest.newBuilder(url.resolve("api/v2/user/" + person[0] + "/"))
                    .header("Authorization", "Bearer " + person[2])
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .PUT(HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofByteArray(head),
                            HttpRequest.BodyPublishers.ofFile(SourceFile.JPEG_200_KB.in(folder)),
                            HttpRequest.BodyPublishers.ofByteArray(tail)))
                    .build();
            String user = client.send(put, HttpResponse.BodyHandlers.ofString()).body();
            return user.replaceFirst("(?s).*\"avatar\":\"http://[^/]+/([^\"]+)\".*", "$1");
        }
    }

    /** The memory that the server has in use, in MiB. */
    long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                >> 10;
    }

    /** The part of the server's heap that a full collection leaves, in MiB. */
    long liveHeap() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd does not tell the heap in use");
        }
        return Long.parseLong(used.group(1)) >> 10;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        server.onExit().join();
        postgres.close();
    }
}
