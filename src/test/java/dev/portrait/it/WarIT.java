package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The released WAR")
class WarIT {

    private static List<String> entries;

    @BeforeAll
    static void open() throws IOException {
        try (ZipFile war = new ZipFile(Path.of("target", "portrait.war").toFile())) {
            entries = war.stream().map(Object::toString).toList();
        }
    }

    @Test
    @DisplayName("contains nothing of the demo and the tests, no key and no code that signs tokens")
    void nothing_of_the_demo() {
        assertThat(entries)
                .contains("WEB-INF/classes/dev/portrait/user/UserService.class")
                .noneMatch(
                        entry -> entry.matches("(?i).*(demo|minter|/it/|\\.pem|\\.jks|\\.p12|nimbus|junit|photo).*"));
    }

    @Test
    @DisplayName("contains no copy of a library that the server provides")
    void has_no_library_of_the_server() {
        assertThat(entries)
                .noneMatch(entry -> entry.matches("WEB-INF/lib/(jakarta|microprofile|payara|weld|jersey|resteasy).*"));
    }
}
