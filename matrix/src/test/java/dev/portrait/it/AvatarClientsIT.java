package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs {@code matrix/src/test/avatar-clients}. Each program prints lines with a size and the address that its client computes for a
 * picture of this size.
 */
@Tag("node")
@BlackBox
@ContractSection(10)
@DisplayName("Published clients of Gravatar and Libravatar")
class AvatarClientsIT {

    private static final int GREEN = 0x20a040;

    private final Portrait portrait;
    private final String email = "Ann." + UUID.randomUUID() + "@Example.org";
    private final Person ann;

    AvatarClientsIT(Portrait portrait) {
        this.portrait = portrait;
        this.ann = portrait.person(UUID.randomUUID().toString(), Map.of("email", email, "email_verified", true));
        ann.put(new Multipart().file("avatar", AvatarProgram.picture(GREEN))).user();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "node, gravatar.js, 3",
        "node, libravatar.js, 1",
        "perl, gravatar.pl, 4",
        // Debian's, which has Debian's modules.
        "/usr/bin/python3, gravatar.py, 2"
    })
    @DisplayName("find the avatar, in the size that they ask for")
    void find_the_avatar(String program, String script, int addresses) throws IOException, InterruptedException {
        List<String> lines = ClientFolder.install("avatar-clients")
                .run(Map.of("PORTRAIT_URL", address(), "PORTRAIT_EMAIL", email), program, script)
                .lines()
                .toList();

        assertThat(lines).hasSize(addresses);
        for (String line : lines) {
            String[] sideAndUrl = line.split(" ", 2);
            assertThat(sideAndUrl[1]).startsWith(address() + "/avatar/");
            AvatarProgram.assertShown(portrait.get(sideAndUrl[1]), Integer.parseInt(sideAndUrl[0]), GREEN);
        }
    }

    @Test
    @DisplayName("that ask by HEAD whether there is an avatar learn it, and its type")
    void ask_by_head() {
        String known = "avatar/" + AvatarProgram.hash("MD5", email) + "?size=158&d=404";
        Answer head = head(known);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type"))
                .startsWith("image/")
                .isEqualTo(portrait.get(known).header("Content-Type"));
        assertThat(head("avatar/" + AvatarProgram.hash("MD5", "nobody@example.org") + "?size=158&d=404")
                        .status())
                .isEqualTo(404);
    }

    private Answer head(String path) {
        return portrait.send(portrait.request(path).method("HEAD", BodyPublishers.noBody()));
    }

    private String address() {
        return portrait.base().toString().replaceAll("/$", "");
    }
}
