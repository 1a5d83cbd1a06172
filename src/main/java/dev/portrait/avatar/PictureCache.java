package dev.portrait.avatar;

import dev.portrait.picture.Picture;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps pictures in memory, up to a number of bytes. Removes those first that were not used for longest. */
final class PictureCache {

    // An estimate, for the key, the objects and the entry of the map.
    private static final long OVERHEAD = 512;

    private final long maxBytes;
    private final Map<String, Picture> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PictureCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized Optional<Picture> get(String key) {
        return Optional.ofNullable(pictures.get(key));
    }

    synchronized void put(String key, Picture picture) {
        Picture before = pictures.put(key, picture);
        bytes += size(picture) - (before == null ? 0 : size(before));
        Iterator<Picture> eldest = pictures.values().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    private static long size(Picture picture) {
        return OVERHEAD + picture.bytes().length;
    }
}
