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
    private boolean databaseDown;
    private int holds = Integer.MAX_VALUE;
    private final List<String> released = new ArrayList<>();
    private final Set<MediaName> referred = new HashSet<>();
    private final List<Integer> batches = new ArrayList<>();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
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
            public Set<MediaName> referenced(Set<MediaName> names) {
                batches.add(names.size());
                Set<MediaName> those = new HashSet<>(names);
                those.retainAll(referred);
                return those;
            }

            @Override
            public boolean any() {
                if (databaseDown) {
                    throw new IllegalStateException("the database is down");
                }
                return !referred.isEmpty();
            }
        };
    }

    @Test
    void deletes_nothing_while_another_node_has_the_lease() throws IOException {
        referred.add(kept(Duration.ofDays(9)));
        MediaName orphan = kept(Duration.ofMinutes(31));
        holds = 0;

        assertThat(sweeper.sweep()).isZero();

        assertThat(sweeper.store.open(orphan)).isPresent();
        assertThat(released).isEmpty();
    }

    @Test
    void stops_when_it_loses_the_lease() throws IOException {
        referred.add(kept(Duration.ofDays(9)));
        for (int i = 0; i < 1000; i++) {
            kept(Duration.ofMinutes(31));
        }
        holds = 2;

        assertThat(sweeper.sweep()).isBetween(499, 500);

        assertThat(released).hasSize(1);
    }

    @Test
    void deletes_the_temporary_file_of_a_killed_server() throws IOException {
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
    void deletes_only_old_unreferenced_pictures() throws IOException {
        MediaName needed = kept(Duration.ofDays(9));
        MediaName orphan = kept(Duration.ofMinutes(31));
        MediaName recent = kept(Duration.ofMinutes(29));
        Path otherFile = Files.createFile(folder.resolve("README"));
        Files.setLastModifiedTime(otherFile, FileTime.from(NOW.minus(Duration.ofDays(9))));
        referred.add(needed);

        assertThat(sweeper.sweep()).isEqualTo(1);

        assertThat(sweeper.store.open(orphan)).isEmpty();
        assertThat(sweeper.store.open(needed)).isPresent();
        assertThat(sweeper.store.open(recent)).isPresent();
        assertThat(otherFile).exists();
        assertThat(sweeper.sweep()).isZero();
    }

    @Test
    void checks_references_in_batches_of_500() throws IOException {
        referred.add(MediaName.random("png"));
        for (int i = 0; i < 501; i++) {
            kept(Duration.ofHours(2));
        }

        assertThat(sweeper.sweep()).isEqualTo(501);

        assertThat(batches).containsExactly(500, 1);
    }

    @Test
    void deletes_nothing_if_no_profile_has_a_picture() throws IOException {
        MediaName picture = kept(Duration.ofDays(9));

        assertThat(sweeper.sweep()).isZero();

        assertThat(sweeper.store.open(picture)).isPresent();
    }

    @Test
    void no_exception_reaches_the_timer() {
        databaseDown = true;

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
