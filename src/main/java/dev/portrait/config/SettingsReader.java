package dev.portrait.config;

import dev.portrait.config.EffectiveSettings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads settings, and records each one as administrators may see it. A fault does not stop the reading:
 * {@link #throwFaults()} reports all faults together.
 */
public final class SettingsReader {

    private final Function<String, Optional<String>> values;
    private final Function<String, String> sources;
    private final Map<String, Setting> settings = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param values the text of a key; empty if the key is not set
     */
    public SettingsReader(Function<String, Optional<String>> values) {
        this(values, key -> "");
    }

    /**
     * Creates a reader.
     *
     * @param values the text of a key; empty if the key is not set
     * @param sources the name of the source of a key that is set
     */
    SettingsReader(Function<String, Optional<String>> values, Function<String, String> sources) {
        this.values = values;
        this.sources = sources;
    }

    /** Returns the value of a key, or the default where the key is not set or its text is wrong. */
    <T> T read(String key, ValueType<T> type, T otherwise) {
        Optional<String> text = text(key);
        T value = parse(key, type, text).orElse(otherwise);
        record(key, type.show().apply(value), text);
        return value;
    }

    /** Returns the value of a key; empty where the key is not set or its text is wrong. */
    <T> Optional<T> read(String key, ValueType<T> type) {
        Optional<String> text = text(key);
        Optional<T> value = parse(key, type, text);
        record(key, value.map(type.show()).orElse(""), text);
        return value;
    }

    /** Returns the text of a key of the server, which is recorded only if it is set. */
    Optional<String> readServers(String key, Function<String, String> show) {
        Optional<String> text = text(key);
        text.ifPresent(value -> record(key, show.apply(value), text));
        return text;
    }

    /** Notes a fault if a key was read and is not set. */
    void require(String key, String reason) {
        if (Optional.ofNullable(settings.get(key)).flatMap(Setting::source).isEmpty()) {
            faults.add(key + " must be set where " + reason);
        }
    }

    /** Notes a fault if a rule that concerns several keys does not hold. */
    void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalStateException if there are faults; the message contains all of them
     */
    void throwFaults() {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Portrait cannot start: " + String.join("; ", faults) + ".");
        }
    }

    /** Returns what was read so far. */
    EffectiveSettings effective() {
        return new EffectiveSettings(List.copyOf(settings.values()));
    }

    // A blank text counts as not set.
    private Optional<String> text(String key) {
        return values.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> parse(String key, ValueType<T> type, Optional<String> text) {
        Optional<T> value = text.flatMap(type.parse());
        if (text.isPresent() && value.isEmpty()) {
            faults.add(key + " must " + type.rule());
        }
        return value;
    }

    private void record(String key, String shown, Optional<String> text) {
        settings.put(key, new Setting(key, shown, text.map(given -> sources.apply(key))));
    }
}
