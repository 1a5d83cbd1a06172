package dev.portrait.picture;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of an upload come from. They are asked for only once it is this upload's turn. */
@FunctionalInterface
public interface PictureSource {

    /**
     * The bytes from their beginning; closed by the caller.
     *
     * @throws IOException if the request broke off
     */
    InputStream open() throws IOException;
}
