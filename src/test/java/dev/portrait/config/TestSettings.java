package dev.portrait.config;

import java.util.Map;
import java.util.Optional;

/** Reads settings from a map. */
final class TestSettings {

    private TestSettings() {}

    static Settings read(Map<String, String> values) {
        return new Settings(reader(values));
    }

    /** What administrators see of all settings. */
    static EffectiveSettings effective(Map<String, String> values) {
        SettingsReader reader = reader(values);
        Settings unused = new Settings(reader);
        return reader.effective();
    }

    private static SettingsReader reader(Map<String, String> values) {
        return new SettingsReader(key -> Optional.ofNullable(values.get(key)), key -> "the map");
    }
}
