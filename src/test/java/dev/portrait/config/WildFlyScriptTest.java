package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the files for WildFly with {@link Settings}. */
class WildFlyScriptTest {

    private static final Path FOLDER = Path.of("server-config", "wildfly");
    // The data source has the first three. The secret comes from the environment, as the password does.
    private static final List<String> BY_OTHER_MEANS =
            List.of("portrait.db.url", "portrait.db.user", "portrait.db.password", "portrait.media.s3.secret-key");

    @Test
    @DisplayName("The properties file has every setting, and the script passes each on")
    void passes_on_every_setting() throws IOException {
        TreeSet<String> read =
                new TreeSet<>(TestSettings.effective(Map.of()).values().keySet());
        read.removeAll(BY_OTHER_MEANS);
        read.remove("portrait.datasource"); // the script creates the data source
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(FOLDER.resolve("portrait.properties"))) {
            properties.load(in);
        }

        assertThat(properties.stringPropertyNames()).containsAll(read);
        assertThat(Files.readString(FOLDER.resolve("portrait.cli")))
                .contains(read.stream()
                        .map(key -> "key=%s,value=\"${%s}\")".formatted(key, key))
                        .toList());
    }
}
