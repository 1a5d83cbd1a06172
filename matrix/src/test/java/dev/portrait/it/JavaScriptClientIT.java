package dev.portrait.it;

import dev.portrait.picture.Photos;
import java.io.IOException;
import java.util.Map;
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
                        "PORTRAIT_URL", portrait.base().toString().replaceAll("/$", ""),
                        "PORTRAIT_ID", String.valueOf(ann.id()),
                        "PORTRAIT_TOKEN", ann.token(),
                        "PORTRAIT_OTHER_ID", String.valueOf(bob.id()),
                        "PORTRAIT_PHOTO", photo),
                "node",
                "--test",
                "client.test.js");
    }
}
