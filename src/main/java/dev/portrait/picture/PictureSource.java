package dev.portrait.picture;

import java.io.IOException;
import java.io.InputStream;

/** The source of an uploaded file. It is opened when it is this file's turn to be processed. */
@FunctionalInterface
public interface PictureSource {

    /**
     * Opens the file at its beginning. The caller closes the stream.
     *
     * @throws IOException if the request was cut off
     */
    InputStream open() throws IOException;
}
