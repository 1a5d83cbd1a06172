package dev.portrait.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/**
 * A multipart body of no part at all is what a browser makes of a form without fields, and changes nothing (contract
 * §2). RFC 2046 section 5.1.1 wants one part or more, and so do some runtimes: they get one that has no meaning.
 */
final class EmptyForm {

    private static final String PART = "Content-Disposition: form-data; name=\"_\"\r\n\r\n\r\n";

    private EmptyForm() {}

    /** The body, or in the place of its mere end one that has a part. */
    static InputStream filled(InputStream body, String boundary) throws IOException {
        String end = "--" + boundary + "--";
        int length = end.length() + 2;
        PushbackInputStream whole = new PushbackInputStream(body, length + 1);
        byte[] begin = whole.readNBytes(length + 1);
        String text = new String(begin, StandardCharsets.ISO_8859_1);
        if (text.equals(end) || text.equals(end + "\r\n")) {
            return new ByteArrayInputStream(
                    ("--" + boundary + "\r\n" + PART + end + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        whole.unread(begin);
        return whole;
    }
}
