package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the list of settings in the script for Payara Server with {@link Settings}. */
class PayaraServerScriptTest {

    // The script creates a connection pool and a password alias from these instead.
    private static final List<String> BY_OTHER_MEANS =
            List.of("portrait.db.url", "portrait.db.user", "portrait.db.password", "portrait.media.s3.secret-key");

    @Test
    @DisplayName("The script passes on every setting")
    void passes_on_every_setting() throws IOException {
        String script = Files.readString(Path.of("server-config", "payara-server", "install.sh"));
        String list = script.substring(script.indexOf("settings=("), script.indexOf("\n)"));
        TreeSet<String> read =
                new TreeSet<>(TestSettings.effective(Map.of()).values().keySet());
        read.removeAll(BY_OTHER_MEANS);

        assertThat(Arrays.asList(list.split("\\s+"))).containsAll(read);
    }
}
