package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, Spool.IN_MEMORY, Spool.IN_MEMORY + 1, 1_000_000})
    void returns_what_was_written_and_leaves_no_name_of_a_file(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ((i * 31) >> 4);
        }
        Set<Path> before = files();
        try (Spool spool = new Spool()) {
            for (byte next : bytes) {
                spool.write(next);
            }
            assertThat(files()).isEqualTo(before);
            assertThat(spool.read().readAllBytes()).isEqualTo(bytes);
        }
        assertThat(files()).isEqualTo(before);
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("portrait-upload-"))
                    .collect(Collectors.toSet());
        }
    }
}
