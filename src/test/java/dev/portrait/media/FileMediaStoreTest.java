package dev.portrait.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMediaStoreTest implements MediaStoreContract {

    @TempDir
    Path temp;

    @Test
    void is_unavailable_if_its_folder_is_a_file() throws IOException {
        Path file = Files.createDirectories(folder().getParent()).resolve("media");
        Files.writeString(file, "x");
        MediaStore store = store();
        MediaStoreContract.assertUnavailable(() -> store.put(NAME, CONTENT));
        MediaStoreContract.assertUnavailable(() -> store.open(NAME));
        MediaStoreContract.assertUnavailable(() -> store.size(NAME));
        assertThatCode(() -> store.delete(NAME)).doesNotThrowAnyException();
        assertThat(store.fault()).isPresent();
        assertThat(file).hasContent("x");
    }

    @Test
    void is_unavailable_and_leaves_nothing_if_the_picture_cannot_be_moved_to_its_name() throws IOException {
        MediaStore store = store();
        Files.createDirectories(branch(NAME.value()).resolve(NAME.value()));
        MediaStoreContract.assertUnavailable(() -> store.put(NAME, CONTENT));
        assertThat(kept()).isEmpty();
    }

    @Test
    void only_the_user_of_the_server_can_read_pictures() throws IOException {
        store().put(NAME, CONTENT);

        Path picture = branch(NAME.value()).resolve(NAME.value());
        assertThat(permissions(picture)).isEqualTo("rw-------");
        for (Path folder : List.of(branch(NAME.value()), folder(), temp.resolve("data"))) {
            assertThat(permissions(folder)).as(folder.toString()).isEqualTo("rwx------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Override
    public MediaStore store() {
        return new FileMediaStore(MediaStoreContract.settings(Map.of("portrait.media.dir", folder().toString())));
    }

    @Override
    public List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Override
    public void keep(String name, Instant since) throws IOException {
        Path file = Files.createDirectories(branch(name)).resolve(name);
        Files.setLastModifiedTime(Files.write(file, CONTENT), FileTime.from(since));
    }

    private Path branch(String name) {
        return folder().resolve(name.substring(0, 2));
    }

    private Path folder() {
        return temp.resolve("data").resolve("media");
    }
}
