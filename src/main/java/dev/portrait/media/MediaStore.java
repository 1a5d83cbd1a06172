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

/** Keeps pictures under their names; the profile that refers to a name is not its business. */
public interface MediaStore extends AutoCloseable {

    /** How long a link is good. */
    Duration LINK_LIFE = Duration.ofMinutes(10);

    /**
     * Keeps a picture durably: when this returns, it survives the loss of power.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot take it; nothing is left behind,
     *     or what only the sweeper will ever find
     */
    void put(MediaName name, byte[] content);

    /**
     * The picture of that name, or empty if there is none.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    Optional<StoredMedia> open(MediaName name);

    /**
     * How many bytes the picture of that name has, or empty if there is none.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    OptionalLong size(MediaName name);

    /**
     * Where anybody can fetch the picture of that name without us, if it is there, for the next {@link #LINK_LIFE} at
     * least; empty if only {@link #open} gives it.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if that cannot be said now
     */
    Optional<URI> link(MediaName name);

    /** Removes the picture; a failure is logged only, since nobody refers to the picture any more. */
    void delete(MediaName name);

    /** Why no picture could be kept now, in words for the administrator; empty if one could. */
    Optional<String> fault();

    /** What it is and where, in words for the administrator; no secrets. */
    String description();

    /** How much more it has room for, in bytes; empty where nobody can say. */
    OptionalLong freeBytes();

    /**
     * The pictures that were kept before that time; whoever opened the stream closes it.
     *
     * @throws dev.portrait.error.RequestException {@code unavailable} if the store cannot be read
     */
    Stream<MediaName> keptBefore(Instant time);

    /** Gives back what it holds of the machine; it is of no use afterwards. */
    @Override
    void close();

    /**
     * An open picture; whoever opened it closes it.
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
