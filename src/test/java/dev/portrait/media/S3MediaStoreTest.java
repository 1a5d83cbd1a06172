package dev.portrait.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3MediaStoreTest {
    @TempDir
    Path temp;

    @Test
    void first() throws Exception {
        try (S3Server server = S3Server.start(temp)) {
            Map<String, String> values = server.settings();
            MediaStore store = new S3MediaStore(
                    new Settings(new SettingsReader(key -> Optional.ofNullable(values.get(key)))).mediaS3());
            MediaName name = MediaName.random("jpg");
            assertThat(store.fault()).isEmpty();
            assertThat(store.open(name)).isEmpty();
            assertThat(store.size(name)).isEmpty();
            store.put(name, new byte[300_000]);
            assertThat(store.size(name)).hasValue(300_000);
            assertThat(server.keys()).containsExactly(name.value());
            assertThat(store.open(name).orElseThrow().content().readAllBytes()).hasSize(300_000);
            store.delete(name);
            store.delete(name);
            assertThat(server.keys()).isEmpty();
            store.close();
        }
    }
}
