package dev.portrait.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSweeperTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private final MediaSweeper sweeper = new MediaSweeper();
    private boolean away;
    private int holds = Integer.MAX_VALUE;
    private final List<String> released = new ArrayList<>();
    private final Set<MediaName> referred = new HashSet<>();
    private final List<Integer> batches = new ArrayList<>();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // there is no container here to inject anything
    void set_up() {
        sweeper.store = new FileMediaStore(new Settings(new SettingsReader(
                key -> key.equals("portrait.media.dir") ? Optional.of(folder.toString()) : Optional.<String>empty())));
        sweeper.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        sweeper.lease = new SweepLease() {
            @Override
            public boolean hold(String node) {
                return holds-- > 0;
            }

            @Override
            public void release(String node) {
                released.add(node);
            }
        };
        sweeper.references = new MediaReferences() {
            @Override
            public Set<MediaName> amongst(Set<MediaName> names) {
                batches.add(names.size());
                Set<MediaName> those = new HashSet<>(names);
                those.retainAll(referred);
                return those;
            }

            @Override
            public boolean any() {
                if (away) {
                    throw new IllegalStateException("the database is away");
                }
                return !referred.isEmpty();
            }
        };
    }

    @Test
    void leaves_all_to_the_node_that_has_the_lease() throws IOException {
        referred.add(kept(Duration.ofDays(9)));
        MediaName orphan = kept(Duration.ofMinutes(31));
        holds = 0;

        assertThat(sweeper.sweep()).isZero();

        assertThat(sweeper.store.open(orphan)).isPresent();
        assertThat(released).isEmpty();
    }

    @Test
    void stops_where_it_loses_the_lease() throws IOException {
        referred.add(kept(Duration.ofDays(9)));
        for (int i = 0; i < 1000; i++) {
            kept(Duration.ofMinutes(31));
        }
        holds = 2;

        assertThat(sweeper.sweep()).isBetween(499, 500);

        assertThat(released).hasSize(1);
    }

    @Test
    void removes_what_a_killed_server_was_writing() throws IOException {
        MediaName needed = kept(Duration.ofDays(9));
        referred.add(needed);
        MediaName unfinished = MediaName.random("jpg");
        Path temporary = Files.createDirectories(
                        folder.resolve(unfinished.value().substring(0, 2)))
                .resolve(unfinished.value() + ".tmp");
        Files.setLastModifiedTime(Files.createFile(temporary), FileTime.from(NOW.minus(Duration.ofMinutes(31))));

        assertThat(sweeper.sweep()).isEqualTo(1);

        assertThat(temporary).doesNotExist();
    }

    @Test
    void removes_what_is_old_and_nobody_refers_to_and_nothing_else() throws IOException {
        MediaName needed = kept(Duration.ofDays(9));
        MediaName orphan = kept(Duration.ofMinutes(31));
        MediaName underWay = kept(Duration.ofMinutes(29));
        Path notOurs = Files.createFile(folder.resolve("README"));
        Files.setLastModifiedTime(notOurs, FileTime.from(NOW.minus(Duration.ofDays(9))));
        referred.add(needed);

        assertThat(sweeper.sweep()).isEqualTo(1);

        assertThat(sweeper.store.open(orphan)).isEmpty();
        assertThat(sweeper.store.open(needed)).isPresent();
        assertThat(sweeper.store.open(underWay)).isPresent();
        assertThat(notOurs).exists();
        assertThat(sweeper.sweep()).isZero();
    }

    @Test
    void asks_for_a_few_hundred_at_a_time() throws IOException {
        referred.add(MediaName.random("png"));
        for (int i = 0; i < 501; i++) {
            kept(Duration.ofHours(2));
        }

        assertThat(sweeper.sweep()).isEqualTo(501);

        assertThat(batches).containsExactly(500, 1);
    }

    @Test
    void removes_nothing_where_no_profile_has_a_picture() throws IOException {
        MediaName picture = kept(Duration.ofDays(9));

        assertThat(sweeper.sweep()).isZero();

        assertThat(sweeper.store.open(picture)).isPresent();
    }

    @Test
    void lets_no_failure_reach_the_timer() {
        away = true;

        assertThatCode(sweeper::sweepNow).doesNotThrowAnyException();
    }

    private MediaName kept(Duration age) throws IOException {
        MediaName name = MediaName.random("jpg");
        Path branch = Files.createDirectories(folder.resolve(name.value().substring(0, 2)));
        Path file = Files.write(branch.resolve(name.value()), new byte[] {1});
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return name;
    }
}
