package dev.portrait.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Picture;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureCacheTest {

    private static final int MAX = 10_000;

    private final PictureCache cache = new PictureCache(MAX);

    private static Optional<Picture> picture(int bytes) {
        return Optional.of(new Picture(new byte[bytes], "image/png", "png", 1, 1));
    }

    @Test
    void remembers_that_there_is_no_picture() {
        assertThat(cache.get("a")).isEmpty();

        cache.put("a", Optional.empty());

        assertThat(cache.get("a")).contains(Optional.empty());
    }

    @Test
    void removes_what_was_not_used_for_longest() {
        cache.put("a", picture(4000));
        cache.put("b", picture(4000));
        assertThat(cache.get("a")).isPresent();

        cache.put("c", picture(4000));

        assertThat(cache.get("a")).isPresent();
        assertThat(cache.get("b")).isEmpty();
        assertThat(cache.get("c")).isPresent();
    }

    @Test
    void never_holds_more_than_its_maximum() {
        for (int i = 0; i < 1000; i++) {
            cache.put("key " + i, picture(i));
            assertThat(cache.bytes()).isLessThanOrEqualTo(MAX);
        }
    }

    @Test
    void counts_the_entries_and_not_only_their_bytes() {
        for (int i = 0; i < 1000; i++) {
            cache.put("key " + i, picture(0));
        }

        assertThat(cache.get("key 0")).isEmpty();
        assertThat(cache.bytes()).isBetween(1L, (long) MAX);
    }

    @Test
    void holds_nothing_that_is_larger_than_its_maximum() {
        cache.put("a", picture(MAX));

        assertThat(cache.get("a")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void counts_a_replaced_picture_once() {
        for (int i = 0; i < 100; i++) {
            cache.put("a", picture(4000));
        }
        cache.put("b", picture(4000));

        assertThat(cache.get("a")).isPresent();
        assertThat(cache.get("b")).isPresent();
    }
}
