package dev.portrait.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import dev.portrait.config.EffectiveSettings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

@DisplayName("The settings from MicroProfile Config")
class SettingsSourceTest {

    private static final String ISSUER = "mp.jwt.verify.issuer";

    @Test
    @DisplayName("are read once for all beans, with the names of their sources")
    void beans() {
        SettingsSource source = source(Map.of("portrait.db.user", "ann", ISSUER, "https://id.example"));

        assertThat(source.produceSettings().dbUser()).isEqualTo("ann");
        assertThat(source.produceTokenSettings().issuer()).contains("https://id.example");
        assertThat(source.produceEffectiveSettings().settings())
                .contains(new Setting("portrait.db.user", "ann", Optional.of("source of portrait.db.user")))
                .contains(new Setting(ISSUER, "https://id.example", Optional.of("source of " + ISSUER)))
                .contains(new Setting("portrait.db.migrate", "true", Optional.empty()));
    }

    @Test
    @DisplayName("have no issuer where only the default in the WAR is set")
    void no_issuer() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = SettingsSource.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(Objects.requireNonNull(in));
        }

        SettingsSource source = source(Map.of(ISSUER, defaults.getProperty(ISSUER)));

        assertThat(source.produceTokenSettings().issuer()).isEmpty();
        assertThat(source.produceEffectiveSettings().values()).doesNotContainKey(ISSUER);
    }

    private static SettingsSource source(Map<String, String> values) {
        Config config = mock();
        when(config.getOptionalValue(any(), any()))
                .thenAnswer(call -> Optional.ofNullable(values.get(call.<String>getArgument(0))));
        when(config.getConfigValue(any())).thenAnswer(call -> {
            ConfigValue value = mock();
            when(value.getSourceName()).thenReturn("source of " + call.getArgument(0));
            return value;
        });
        try (MockedStatic<ConfigProvider> provider = mockStatic(ConfigProvider.class)) {
            provider.when(() -> ConfigProvider.getConfig(SettingsSource.class.getClassLoader()))
                    .thenReturn(config);
            return new SettingsSource();
        }
    }
}
