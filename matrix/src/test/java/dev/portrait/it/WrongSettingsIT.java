package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.it.server.ApplicationServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EveryServer
@Tag("own-server")
@DisplayName("Invalid settings")
class WrongSettingsIT {

    @Test
    @DisplayName("make the deployment fail with one message that names all of them")
    void are_all_named_in_one_message() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "wrong");
        Map<String, String> wrong = Map.of(
                "portrait.identity.claim", "email",
                "portrait.request.max-bytes", "much",
                "portrait.public-url", "nowhere",
                "portrait.trusted-proxies", "localhost");

        assertThatThrownBy(() -> OwnServer.start(ApplicationServer.chosen(), "/", folder, wrong))
                .isInstanceOf(IllegalStateException.class);

        assertThat(logs(folder))
                .containsPattern("Portrait cannot start: portrait\\.identity\\.claim must be user_id or sub; "
                        + "[^\\r\\n]*portrait\\.public-url must be [^\\r\\n]*; portrait\\.trusted-proxies must be [^\\r\\n]*; "
                        + "portrait\\.request\\.max-bytes must be a whole number from 1024 to 1073741824\\.");
    }

    private static String logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(WrongSettingsIT::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
