package dev.portrait.media;

import dev.portrait.it.server.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** S3Proxy on 127.0.0.1, with new access keys and a folder as its bucket. It can be restarted with the same address and content. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "portrait-pictures";

    private static final Path JAR = Path.of("target", "s3proxy.jar");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern HALF_WRITTEN =
            Pattern.compile("-\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}$");

    private final Path folder;
    private final int port;
    private final String accessKey = UUID.randomUUID().toString();
    private final String secretKey = UUID.randomUUID().toString();
    private Process process;

    private S3Server(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        Files.createDirectories(bucket());
        process = launch();
    }

    /** Starts the server with an empty bucket, and waits until it responds. */
    public static S3Server start(Path folder) throws IOException {
        S3Server server = new S3Server(folder, ServerProcess.freePort());
        server.awaitAnswer();
        return server;
    }

    /** Kills the process. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Restarts the server at the same address, with the same objects. */
    public void restart() throws IOException {
        close();
        removeHalfWritten();
        process = launch();
        awaitAnswer();
    }

    // S3Proxy lists a file that it was writing when it was killed as an object of that name. No S3 store does.
    private void removeHalfWritten() throws IOException {
        for (String key : keys()) {
            if (HALF_WRITTEN.matcher(key).find()) {
                Files.delete(bucket().resolve(key));
            }
        }
    }

    private Process launch() throws IOException {
        Path properties = folder.resolve("s3proxy.properties");
        Files.writeString(
                properties,
                String.join(
                        "\n",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + accessKey,
                        "s3proxy.credential=" + secretKey,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir="
                                + folder.resolve("buckets").toAbsolutePath()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("s3proxy.log").toFile()))
                .start();
    }

    private void awaitAnswer() {
        Awaitility.await("S3Proxy listens; its log is " + folder.resolve("s3proxy.log"))
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .failFast("S3Proxy ended", () -> !process.isAlive())
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the URL of the bucket. */
    public URI address() {
        return URI.create(endpoint() + "/" + BUCKET);
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the settings of a Portrait that stores its pictures here, with a timeout of four seconds. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("portrait.media.store", "s3");
        settings.put("portrait.media.s3.endpoint", endpoint());
        settings.put("portrait.media.s3.bucket", BUCKET);
        settings.put("portrait.media.s3.access-key", accessKey);
        settings.put("portrait.media.s3.secret-key", secretKey);
        settings.put("portrait.media.s3.timeout", "4");
        return settings;
    }

    /** Lists the keys in the bucket. */
    public List<String> keys() throws IOException {
        try (Stream<Path> files = Files.walk(bucket())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Writes an object without the S3 interface. */
    void add(String key, Instant modified) throws IOException {
        Path file = bucket().resolve(key);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.write(file, new byte[] {1}), FileTime.from(modified));
    }

    /** Returns the folder of the bucket. */
    public Path bucket() {
        return folder.resolve("buckets").resolve(BUCKET);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
