package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BlackBox
@ContractSection(5)
@DisplayName("A flood of the largest photos")
class FloodIT {

    private static final int UPLOADS = 64;
    // So many find a place in the queue: the server works on pictures all the time, and refuses none.
    private static final int STEADY_UPLOADERS = 8;
    // Too short to warm a server up. To measure, use -Dportrait.warm-up=60.
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("portrait.warm-up", 3));
    private static final Duration USUAL = Duration.ofMillis(2500);
    private static final Duration FLOOD = Duration.ofSeconds(5);
    // The aim is a half. Other processes on the machine may slow down one phase and not the other.
    private static final double LEAST_SHARE = 0.4;

    private final Portrait portrait;
    private final RunningServer server;

    FloodIT(Portrait portrait, RunningServer server) {
        this.portrait = portrait;
        this.server = server;
    }

    @Test
    @DisplayName("of 50 megapixels leaves text updates half of their speed; 64 at once end in 200 or 503")
    void photos() throws Exception {
        byte[] photo = Photos.jpeg(Photos.filled(8000, 6250, BufferedImage.TYPE_INT_RGB, 90, 120, 60));
        List<Person> people =
                IntStream.range(0, UPLOADS).mapToObj(i -> portrait.person()).toList();
        Person writer = portrait.person();
        assertTakenOrThrottled(uploadAll(people.subList(0, 2), photo));
        textsPerSecond(writer, WARM_UP);

        double before = textsPerSecond(writer, USUAL);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<Answer>> flood =
                CompletableFuture.supplyAsync(() -> uploadUntil(over, people.subList(0, STEADY_UPLOADERS), photo));
        double meanwhile = textsPerSecond(writer, FLOOD);
        over.set(true);

        assertTakenOrThrottled(uploadAll(people, photo));
        assertTakenOrThrottled(flood.get());
        assertThat(server.logText()).doesNotContain("OutOfMemoryError");
        people.get(0).put(new Multipart().file("avatar", photo)).user();

        double after = textsPerSecond(writer, USUAL);
        double share = meanwhile / ((before + after) / 2);
        String speeds = "%.0f text updates in a second before the flood, %.0f in it, %.0f after it: a share of %.2f"
                .formatted(before, meanwhile, after, share);
        System.out.println(speeds);
        assertThat(share).as(speeds).isGreaterThan(LEAST_SHARE);
    }

    private static List<Answer> uploadUntil(AtomicBoolean over, List<Person> people, byte[] photo) {
        return atOnce(people, person -> {
                    List<Answer> answers = new ArrayList<>();
                    while (!over.get()) {
                        answers.add(upload(person, photo));
                    }
                    return answers;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Answer> uploadAll(List<Person> people, byte[] photo) {
        return atOnce(people, person -> upload(person, photo));
    }

    private static <T> List<T> atOnce(List<Person> people, Function<Person, T> request) {
        try {
            return AtOnce.run(people, request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer upload(Person person, byte[] photo) {
        return person.put(new Multipart().file("avatar", photo));
    }

    private static void assertTakenOrThrottled(List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer.status() != 200) {
                assertThat(answer.refused(503, "throttled").header("Retry-After"))
                        .isNotEmpty();
            }
        }
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).isNotEmpty();
    }

    private static double textsPerSecond(Person writer, Duration time) {
        Instant begin = Instant.now();
        Instant end = begin.plus(time);
        int texts = 0;
        while (Instant.now().isBefore(end)) {
            writer.form("PUT", Map.of("bio", "text " + texts)).user();
            texts++;
        }
        return texts / (Duration.between(begin, Instant.now()).toNanos() / 1e9);
    }
}
