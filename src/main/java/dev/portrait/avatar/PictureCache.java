package dev.portrait.avatar;

import dev.portrait.picture.Picture;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps pictures in memory, up to a number of bytes, and which pictures cannot be made. Evicts the least recently used ones first.
 */
final class PictureCache {

    // An estimate, for the key, the objects and the entry of the map.
    private static final long OVERHEAD = 512;

    private final long maxBytes;
    private final Map<String, Optional<Picture>> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PictureCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** Returns what was stored under a key; empty if nothing is. */
    synchronized Optional<Optional<Picture>> get(String key) {
        return Optional.ofNullable(pictures.get(key));
    }

    /** Stores a picture, or that there is none. */
    synchronized void put(String key, Optional<Picture> picture) {
        Optional<Picture> before = pictures.put(key, picture);
        bytes += size(picture) - (before == null ? 0 : size(before));
        Iterator<Optional<Picture>> eldest = pictures.values().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    private static long size(Optional<Picture> picture) {
        return OVERHEAD + picture.map(made -> made.bytes().length).orElse(0);
    }
}
