package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EveryServer
@ContractSection(5)
@DisplayName("A flood of the largest photos")
class FloodIT {

    private static final int UPLOADS = 64;

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

        CompletableFuture<List<Answer>> flood = CompletableFuture.supplyAsync(() -> upload(people, photo));
        int texts = 0;
        while (!flood.isDone()) {
            writer.form("PUT", Map.of("bio", "text " + texts++)).user();
        }

        List<Answer> answers = flood.get();
        for (Answer answer : answers) {
            if (answer.status() != 200) {
                assertThat(answer.refused(503, "throttled").header("Retry-After"))
                        .isNotEmpty();
            }
        }
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).isNotEmpty();
        assertThat(texts).isGreaterThan(UPLOADS);
        assertThat(server.logText()).doesNotContain("OutOfMemoryError");
        people.get(0).put(new Multipart().file("avatar", photo)).user();
    }

    private static List<Answer> upload(List<Person> people, byte[] photo) {
        try {
            return AtOnce.run(people, person -> person.put(new Multipart().file("avatar", photo)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
