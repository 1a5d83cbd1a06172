package dev.portrait.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaStore.StoredMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMediaStoreTest {

    private static final byte[] CONTENT = "picture".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER = "another".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private Path folder;
    private FileMediaStore store;
    private final MediaName name = MediaName.random("jpg");

    @BeforeEach
    void open_store() {
        folder = temp.resolve("data").resolve("media");
        store = store(folder);
    }

    @Test
    void gives_back_what_was_put() throws IOException {
        store.put(name, CONTENT);
        assertThat(content(name)).isEqualTo(CONTENT);
        try (StoredMedia stored = store.open(name).orElseThrow()) {
            assertThat(stored.length()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void leaves_nothing_beside_the_picture() throws IOException {
        store.put(name, CONTENT);
        assertThat(files()).containsExactly(name.value());
    }

    @Test
    void keeps_large_pictures_whole() throws IOException {
        byte[] large = new byte[3_000_000];
        large[large.length - 1] = 1;
        store.put(name, large);
        assertThat(content(name)).isEqualTo(large);
    }

    @Test
    void still_has_it_when_opened_anew() throws IOException {
        store.put(name, CONTENT);
        store = store(folder);
        assertThat(content(name)).isEqualTo(CONTENT);
    }

    @Test
    void has_nothing_under_a_name_that_was_never_put() {
        assertThat(store.open(name)).isEmpty();
        store.put(MediaName.random("jpg"), CONTENT);
        assertThat(store.open(name)).isEmpty();
    }

    @Test
    void has_nothing_under_a_name_that_was_deleted() throws IOException {
        store.put(name, CONTENT);
        store.delete(name);
        assertThat(store.open(name)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void deletes_nothing_else() throws IOException {
        MediaName other = MediaName.random("jpg");
        store.put(name, CONTENT);
        store.put(other, OTHER);
        store.delete(name);
        assertThat(content(other)).isEqualTo(OTHER);
    }

    @Test
    void does_not_complain_about_deleting_what_is_not_there() {
        assertThatCode(() -> store.delete(name)).doesNotThrowAnyException();
    }

    @Test
    void an_open_picture_can_be_read_to_its_end_though_it_is_deleted() throws IOException {
        store.put(name, CONTENT);
        try (StoredMedia stored = store.open(name).orElseThrow()) {
            store.delete(name);
            assertThat(stored.content().readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void never_replaces_a_picture() throws IOException {
        store.put(name, CONTENT);
        assertUnavailable(() -> store.put(name, OTHER));
        assertThat(content(name)).isEqualTo(CONTENT);
        assertThat(files()).containsExactly(name.value());
    }

    @Test
    void is_unavailable_and_leaves_nothing_where_its_folder_is_a_file() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        store = store(file);
        assertUnavailable(() -> store.put(name, CONTENT));
        assertUnavailable(() -> store.open(name));
        assertThatCode(() -> store.delete(name)).doesNotThrowAnyException();
        assertThat(store.fault()).isPresent();
        assertThat(file).hasContent("x");
    }

    @Test
    void is_unavailable_and_leaves_nothing_where_the_picture_cannot_take_its_place() throws IOException {
        Path inTheWay = folder.resolve(name.value().substring(0, 2)).resolve(name.value());
        Files.createDirectories(inTheWay);
        assertUnavailable(() -> store.put(name, CONTENT));
        assertThat(files()).isEmpty();
    }

    @Test
    void is_writable_from_the_beginning() {
        assertThat(store.fault()).isEmpty();
    }

    private byte[] content(MediaName of) throws IOException {
        try (StoredMedia stored = store.open(of).orElseThrow()) {
            return stored.content().readAllBytes();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private static FileMediaStore store(Path folder) {
        return new FileMediaStore(new Settings(new SettingsReader(
                key -> key.equals("portrait.media.dir") ? Optional.of(folder.toString()) : Optional.empty())));
    }
}
