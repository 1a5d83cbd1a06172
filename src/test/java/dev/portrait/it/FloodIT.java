package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BlackBox
@ContractSection(5)
@DisplayName("A flood of the largest photos")
class FloodIT {

    private static final int UPLOADS = 64;
    // So few do not warm a server up: for figures, -Dportrait.warm-up=6000.
    private static final int WARM_UP = Integer.getInteger("portrait.warm-up", 500);
    private static final int USUAL = 500;
    private static final int WARM_UP_UPLOADS = 16;

    private final Portrait portrait;
    private final RunningServer server;

    FloodIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
    }

    @Test
    @DisplayName("64 of 50 megapixels at once end in 200 or 503, no memory runs out, and text goes on")
    void photos() throws Exception {
        byte[] photo = Photos.jpeg(Photos.filled(8000, 6250, BufferedImage.TYPE_INT_RGB, 90, 120, 60));
        List<Person> people =
                IntStream.range(0, UPLOADS).mapToObj(i -> portrait.person()).toList();
        Person writer = portrait.person();
        upload(people.subList(0, WARM_UP_UPLOADS), photo);
        IntStream.range(0, WARM_UP).forEach(i -> write(writer, i));
        Instant quiet = Instant.now();
        IntStream.range(0, USUAL).forEach(i -> write(writer, i));
        double usual = USUAL / seconds(quiet);

        Instant begin = Instant.now();
        CompletableFuture<List<Answer>> flood = CompletableFuture.supplyAsync(() -> upload(people, photo));
        int texts = 0;
        while (!flood.isDone()) {
            write(writer, texts++);
        }
        double meanwhile = texts / seconds(begin);
        System.out.printf(
                Locale.ROOT,
                "text updates in a second: %.0f before the flood, %.0f in it, %.2f of that%n",
                usual,
                meanwhile,
                meanwhile / usual);

        List<Answer> answers = flood.get();
        for (Answer answer : answers) {
            if (answer.status() != 200) {
                assertThat(answer.refused(503, "throttled").header("Retry-After"))
                        .isNotEmpty();
            }
        }
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).isNotEmpty();
        assertThat(texts).isGreaterThan(UPLOADS / 8);
        assertThat(server.logText()).doesNotContain("OutOfMemoryError");
        people.get(0).put(new Multipart().file("avatar", photo)).user();
    }

    private static void write(Person writer, int number) {
        writer.form("PUT", Map.of("bio", "text " + number)).user();
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toNanos() / 1e9;
    }

    private static List<Answer> upload(List<Person> people, byte[] photo) {
        try {
            return AtOnce.run(people, person -> person.put(new Multipart().file("avatar", photo)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
