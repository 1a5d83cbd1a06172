package dev.portrait.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Stores pictures by name. Does not know which profile refers to a picture. */
public interface MediaStore extends AutoCloseable {

    /** How long a link is valid. */
    Duration LINK_LIFE = Duration.ofMinutes(10);

    /**
     * Stores a picture durably: after this returns, it survives a power failure.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store fails; then the store contains nothing new, or a
     *     picture that only the sweeper finds
     */
    void put(MediaName name, byte[] content);

    /**
     * Opens the picture of that name; empty if it does not exist.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    Optional<StoredMedia> open(MediaName name);

    /**
     * Returns the size of the picture in bytes; empty if it does not exist.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    OptionalLong size(MediaName name);

    /**
     * Returns a URL from which everybody can fetch the picture without Portrait, for at least {@link #LINK_LIFE}, if it exists; empty if
     * the store has no such URLs.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the URL cannot be made now
     */
    Optional<URI> link(MediaName name);

    /** Deletes a picture that is no longer referenced. Only logs a failure. */
    void delete(MediaName name);

    /** Returns why no picture can be stored now, as text for the administrator; empty if the store is up. */
    Optional<String> fault();

    /** Describes the store for the administrator, without secrets. */
    String description();

    /** Returns the free space in bytes; empty if it is unknown. */
    OptionalLong freeBytes();

    /**
     * Lists the pictures that were stored before that time. The caller closes the stream.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    Stream<MediaName> keptBefore(Instant time);

    /** Releases connections and threads. The store cannot be used afterwards. */
    @Override
    void close();

    /**
     * An open picture. The caller closes it.
     *
     * @param length in bytes
     */
    record StoredMedia(InputStream content, long length) implements Closeable {
        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
