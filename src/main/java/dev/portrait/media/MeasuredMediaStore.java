package dev.portrait.media;

import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Times the calls to a store. */
record MeasuredMediaStore(MediaStore store, Metrics metrics) implements MediaStore {

    @Override
    public void put(MediaName name, byte[] content) {
        metrics.time(Metric.STORE, "put", () -> store.put(name, content));
    }

    @Override
    public Optional<StoredMedia> open(MediaName name) {
        return metrics.time(Metric.STORE, "open", () -> store.open(name));
    }

    @Override
    public OptionalLong size(MediaName name) {
        return metrics.time(Metric.STORE, "size", () -> store.size(name));
    }

    @Override
    public Optional<URI> link(MediaName name) {
        return store.link(name);
    }

    @Override
    public void delete(MediaName name) {
        metrics.time(Metric.STORE, "delete", () -> store.delete(name));
    }

    @Override
    public Optional<String> fault() {
        return store.fault();
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public OptionalLong freeBytes() {
        return store.freeBytes();
    }

    @Override
    public Stream<MediaName> keptBefore(Instant time) {
        return store.keptBefore(time);
    }

    @Override
    public void close() {
        store.close();
    }
}
