package dev.portrait.it;

import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code matrix/src/test/js} in Node.js. A failure shows the output. */
@Tag("node")
@BlackBox
@ContractSection({1, 2, 4})
@DisplayName("The public JavaScript client of the original API")
class JavaScriptClientIT {

    private final Portrait portrait;

    JavaScriptClientIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("works without modifications: profiles, avatars and errors")
    void client() throws IOException, InterruptedException {
        ClientFolder folder = ClientFolder.install("js");
        String photo = folder.write("photo.jpg", Photos.jpeg(60, 40));
        Person ann = portrait.person();
        Person bob = portrait.person();

        folder.run(
                Map.of(
                        "PORTRAIT_URL", address(),
                        "PORTRAIT_ID", String.valueOf(ann.id()),
                        "PORTRAIT_TOKEN", ann.token(),
                        "PORTRAIT_OTHER_ID", String.valueOf(bob.id()),
                        "PORTRAIT_PHOTO", photo),
                "node",
                "--test",
                "client.test.js");
    }

    @Test
    @DisplayName("works as the example of docs/portal.md shows")
    void example() throws IOException, InterruptedException {
        ClientFolder folder = ClientFolder.install("js");
        folder.write("example.mjs", documented().getBytes(StandardCharsets.UTF_8));
        Person ann = portrait.person();

        folder.run(
                Map.of(
                        "PORTRAIT_URL", address(),
                        "PORTRAIT_ID", String.valueOf(ann.id()),
                        "PORTRAIT_TOKEN", ann.token(),
                        "PORTRAIT_PHOTO", folder.write("photo.jpg", Photos.jpeg(60, 40))),
                "node",
                // The client's ES modules need a bundler (0.7.0-alpha.13), so Node.js gets its CommonJS modules.
                "--conditions=require",
                "--test",
                "example.test.mjs");
    }

    private String documented() throws IOException {
        return Pattern.compile("(?s)```js\n(import .*?)```")
                .matcher(Files.readString(Path.of("docs", "portal.md")))
                .results()
                .map(found -> found.group(1).replace("https://profiles.example", address()))
                .findFirst()
                .orElseThrow();
    }

    private String address() {
        return portrait.base().toString().replaceAll("/$", "");
    }
}
