package dev.portrait.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings in force, as administrators may see them: without secrets.
 *
 * @param settings in the order of their keys
 */
public record EffectiveSettings(List<Setting> settings) {

    public EffectiveSettings {
        settings = List.copyOf(settings);
    }

    /** The value of each key. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        settings.forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }

    /**
     * One setting.
     *
     * @param value the value in force; empty if there is none
     * @param source the name of the configuration source that has the key; empty if the default is in force
     */
    public record Setting(String key, String value, Optional<String> source) {}
}
