package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadLeftoversTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"MIME123.tmp", "m4j4711.tmp", "portrait-upload-9.tmp"})
    void deletes_old_files_of_uploads(String name) throws IOException {
        Path file = file(name, 61);
        UploadLeftovers.delete(folder, NOW);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MIME123.tmp", "m4j4711.tmp", "portrait-upload-9.tmp"})
    void keeps_files_that_may_be_in_use(String name) throws IOException {
        Path file = file(name, 59);
        UploadLeftovers.delete(folder, NOW);
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MIME.tmp", "MIMEx1.tmp", "m4j4711.txt", "amphora9.tmp", "xMIME123.tmp"})
    void keeps_files_of_others(String name) throws IOException {
        Path file = file(name, 100_000);
        UploadLeftovers.delete(folder, NOW);
        assertThat(file).exists();
    }

    @Test
    void keeps_folders_and_links() throws IOException {
        Path target = file("target", 100);
        Path link = Files.createSymbolicLink(folder.resolve("MIME1.tmp"), target);
        Path inner = Files.createDirectory(folder.resolve("m4j1.tmp"));
        UploadLeftovers.delete(folder, NOW.plus(1, ChronoUnit.DAYS));
        assertThat(target).exists();
        assertThat(link).exists();
        assertThat(inner).exists();
    }

    @Test
    void survives_a_folder_that_cannot_be_read() {
        UploadLeftovers.delete(folder.resolve("missing"), NOW);
        assertThat(folder).isEmptyDirectory();
    }

    private Path file(String name, int minutesOld) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(minutesOld, ChronoUnit.MINUTES)));
    }
}
