package dev.portrait.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    private static final Logger LOG = Logger.getLogger(AuditLog.CATEGORY);

    @TempDir
    Path folder;

    @Test
    void contains_the_lines_instead_of_the_log_of_the_server() throws IOException {
        Path file = folder.resolve("new").resolve("100 %g.log");
        try (AuditFile audit = AuditFile.open(Optional.of(file)).orElseThrow()) {
            assertThat(audit).isNotNull();
            LOG.info("{\"user\":1,\"caller\":\"\u00E4{0}\"}");
            LOG.log(Level.INFO, "{\"user\":2}");
            assertThat(LOG.getUseParentHandlers()).isFalse();
        }
        LOG.info("not for the file");

        assertThat(Files.readAllLines(Path.of(file + ".0")))
                .containsExactly("{\"user\":1,\"caller\":\"\u00E4{0}\"}", "{\"user\":2}");
        assertThat(LOG.getUseParentHandlers()).isTrue();
        assertThat(LOG.getHandlers()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file + ".0"))))
                .isEqualTo("rw-------");
    }

    @Test
    void is_continued_after_a_restart() throws IOException {
        Path file = folder.resolve("audit.log");
        for (String line : new String[] {"one", "two"}) {
            try (AuditFile audit = AuditFile.open(Optional.of(file)).orElseThrow()) {
                assertThat(audit).isNotNull();
                LOG.info(line);
            }
        }
        assertThat(Files.readAllLines(Path.of(file + ".0"))).containsExactly("one", "two");
    }

    @Test
    void fails_the_start_if_it_cannot_be_written() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> AuditFile.open(Optional.of(blocked.resolve("audit.log"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Portrait cannot start: portrait.audit.file");
        assertThat(LOG.getUseParentHandlers()).isTrue();
    }

    @Test
    void does_not_exist_unless_configured() {
        assertThat(AuditFile.open(Optional.empty())).isEmpty();
        assertThat(LOG.getUseParentHandlers()).isTrue();
    }
}
