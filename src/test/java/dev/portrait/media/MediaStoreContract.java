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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The tests that every store passes. */
interface MediaStoreContract {

    byte[] CONTENT = "picture".getBytes(StandardCharsets.US_ASCII);
    byte[] OTHER = "another".getBytes(StandardCharsets.US_ASCII);
    MediaName NAME = MediaName.random("jpg");

    /** Opens the store of this test anew, as after a restart. */
    MediaStore store();

    /** Lists all names in the store. */
    List<String> kept() throws IOException;

    /** Stores something under that name with that time. */
    void keep(String name, Instant since) throws IOException;

    @Test
    default void returns_a_stored_picture() throws IOException {
        MediaStore store = store();
        store.put(NAME, CONTENT);
        try (StoredMedia stored = store.open(NAME).orElseThrow()) {
            assertThat(stored.length()).isEqualTo(CONTENT.length);
            assertThat(stored.content().readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(store.size(NAME)).hasValue(CONTENT.length);
    }

    @Test
    default void stores_nothing_but_the_picture() throws IOException {
        store().put(NAME, CONTENT);
        assertThat(kept()).containsExactly(NAME.value());
    }

    @Test
    default void stores_large_pictures() throws IOException {
        byte[] large = new byte[9_000_000];
        large[large.length - 1] = 1;
        store().put(NAME, large);
        assertThat(content(NAME)).isEqualTo(large);
    }

    @Test
    default void still_has_the_picture_after_a_restart() throws IOException {
        store().put(NAME, CONTENT);
        assertThat(content(NAME)).isEqualTo(CONTENT);
    }

    @Test
    default void has_nothing_under_an_unknown_name() {
        MediaStore store = store();
        assertThat(store.open(NAME)).isEmpty();
        store.put(MediaName.random("jpg"), CONTENT);
        assertThat(store.open(NAME)).isEmpty();
        assertThat(store.size(NAME)).isEmpty();
    }

    @Test
    default void has_nothing_under_a_deleted_name() throws IOException {
        MediaStore store = store();
        store.put(NAME, CONTENT);
        store.delete(NAME);
        assertThat(store.open(NAME)).isEmpty();
        assertThat(store.size(NAME)).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    default void deletes_no_other_picture() throws IOException {
        MediaStore store = store();
        MediaName other = MediaName.random("jpg");
        store.put(NAME, CONTENT);
        store.put(other, OTHER);
        store.delete(NAME);
        assertThat(content(other)).isEqualTo(OTHER);
    }

    @Test
    default void deleting_an_unknown_name_is_no_error() {
        MediaStore store = store();
        assertThatCode(() -> store.delete(NAME)).doesNotThrowAnyException();
    }

    @Test
    default void an_open_picture_can_be_read_after_it_was_deleted() throws IOException {
        MediaStore store = store();
        store.put(NAME, CONTENT);
        try (StoredMedia stored = store.open(NAME).orElseThrow()) {
            store.delete(NAME);
            assertThat(stored.content().readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    default void never_replaces_a_picture() throws IOException {
        MediaStore store = store();
        store.put(NAME, CONTENT);
        assertUnavailable(() -> store.put(NAME, OTHER));
        assertThat(content(NAME)).isEqualTo(CONTENT);
        assertThat(kept()).containsExactly(NAME.value());
    }

    @Test
    default void lists_pictures_that_were_stored_before_a_time() throws IOException {
        Instant time = Instant.parse("2026-01-01T12:00:00Z");
        MediaName before = MediaName.random("png");
        keep(before.value(), time.minusSeconds(1));
        keep(MediaName.random("jpg").value(), time);
        keep("README", time.minusSeconds(1));

        assertThat(keptBefore(time)).containsExactly(before);
    }

    @Test
    default void lists_more_pictures_than_fit_on_a_page() throws IOException {
        Instant time = Instant.parse("2026-01-01T12:00:00Z");
        for (int i = 0; i < 1003; i++) {
            keep(MediaName.random("jpg").value(), time);
        }

        assertThat(keptBefore(time.plusSeconds(1))).hasSize(1003).doesNotHaveDuplicates();
    }

    @Test
    default void is_up_from_the_beginning() {
        assertThat(store().fault()).isEmpty();
    }

    @Test
    default void has_no_links_by_default() {
        assertThat(store().link(NAME)).isEmpty();
    }

    private byte[] content(MediaName of) throws IOException {
        try (StoredMedia stored = store().open(of).orElseThrow()) {
            return stored.content().readAllBytes();
        }
    }

    private List<MediaName> keptBefore(Instant time) {
        try (Stream<MediaName> kept = store().keptBefore(time)) {
            return kept.collect(Collectors.toList());
        }
    }

    static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    static Settings settings(Map<String, String> values) {
        return new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key))));
    }
}
