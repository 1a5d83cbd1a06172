package dev.portrait.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads from another JVM, because the AWS SDK reads the environment of the process. */
@DisplayName("With no access key in the settings")
class S3CredentialsTest {

    private static final String ACCESS_KEY = "portrait.media.s3.access-key";
    private static final String SECRET_KEY = "portrait.media.s3.secret-key";

    private static final int UPLOADS = 6;
    // A look-up takes two seconds; the rest is for a busy machine.
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Pattern KEPT = Pattern.compile("kept");
    private static final Pattern REFUSED =
            Pattern.compile("UNAVAILABLE after (\\d+) ms: .*: No access key for the bucket"
                    + " is set, and none was found in the environment, the container or the machine");

    private static S3Server s3;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        s3 = S3Server.start(folder);
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    @DisplayName("the key comes from the environment of the process")
    void environment() throws IOException, InterruptedException {
        String output = upload(Map.of(
                "AWS_ACCESS_KEY_ID", s3.settings().get(ACCESS_KEY),
                "AWS_SECRET_ACCESS_KEY", s3.settings().get(SECRET_KEY)));

        assertThat(KEPT.matcher(output).results()).as(output).hasSize(UPLOADS);
        assertThat(output).contains("fault: none");
        assertThat(s3.keys()).hasSize(UPLOADS);
    }

    @Test
    @DisplayName(
            "and none in the environment, uploads fail soon with a reason, even if the metadata service never responds")
    void none() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String output =
                    upload(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort()));

            assertThat(REFUSED.matcher(output).results())
                    .as(output)
                    .hasSize(UPLOADS)
                    .allMatch(S3CredentialsTest::soon);
            assertThat(output).contains("fault: no access key for the bucket was found");
        }
    }

    private static boolean soon(MatchResult refused) {
        return Duration.ofMillis(Long.parseLong(refused.group(1))).compareTo(SOON) < 0;
    }

    /** Runs {@link #main} with these environment variables, and no others that the AWS SDK reads. */
    private static String upload(Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> settings = s3.settings();
        settings.keySet().removeAll(List.of(ACCESS_KEY, SECRET_KEY));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), S3CredentialsTest.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process jvm = builder.start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        return output;
    }

    /** Uploads pictures concurrently to the store of the system properties, and prints the outcomes. */
    public static void main(String[] args) throws Exception {
        Settings settings = new Settings(new SettingsReader(key -> Optional.ofNullable(System.getProperty(key))));
        ExecutorService threads = Executors.newFixedThreadPool(UPLOADS);
        try (MediaStore store = ChosenMediaStore.store(settings, new Metrics(List.of()))) {
            Callable<String> upload = () -> upload(store);
            for (Future<String> result : threads.invokeAll(Collections.nCopies(UPLOADS, upload))) {
                System.out.println(result.get());
            }
            System.out.println("fault: " + store.fault().orElse("none"));
        } finally {
            threads.shutdown();
        }
    }

    private static String upload(MediaStore store) {
        Instant start = Instant.now();
        try {
            store.put(MediaName.random("jpg"), MediaStoreContract.CONTENT);
            return "kept";
        } catch (RequestException e) {
            return "%s after %d ms: %s"
                    .formatted(e.code(), Duration.between(start, Instant.now()).toMillis(), e.getCause());
        }
    }
}
