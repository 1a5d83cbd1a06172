package dev.portrait.user.profile;

import dev.portrait.contract.BodyField;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.PlainText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The picture in a data URL (RFC 2397), decoded as it is read. */
final class DataUrl extends InputStream {

    private static final Pattern PREFIX =
            Pattern.compile("(?:data:)?image/[^,;]{1,100}(?:;[^,]{0,1000})?; *base64,", Pattern.CASE_INSENSITIVE);
    private static final int MAX_PREFIX_BYTES = 2048;
    private static final int MAX_WHITE_SPACE = 1024;
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] IS_DIGIT = new boolean[256];

    static {
        for (byte digit : DIGITS) {
            IS_DIGIT[digit] = true;
        }
    }

    private final InputStream base64;
    private final byte[] block = new byte[8192];
    private int next;
    private int end;
    private final byte[] digits = new byte[8192]; // a multiple of four
    private boolean padded;
    private byte[] decoded = {};
    private int position;

    private DataUrl(InputStream base64) {
        this.base64 = base64;
    }

    /**
     * Opens the picture.
     *
     * @param text in UTF-8; white space around it is ignored
     * @return the bytes of the picture; reading them throws RequestException if they are not Base64
     * @throws RequestException if the text is no data URL of a picture
     */
    static InputStream open(InputStream text) throws IOException {
        BufferedInputStream url = new BufferedInputStream(text);
        url.mark(MAX_PREFIX_BYTES);
        String start = new String(url.readNBytes(MAX_PREFIX_BYTES), StandardCharsets.UTF_8);
        String stripped = PlainText.strip(start);
        Matcher prefix = PREFIX.matcher(stripped);
        if (!prefix.lookingAt()) {
            throw refused(Reason.NOT_DATA_URL);
        }
        url.reset();
        String skipped = start.substring(0, start.indexOf(stripped) + prefix.end());
        url.skipNBytes(skipped.getBytes(StandardCharsets.UTF_8).length);
        return new DataUrl(url);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (position == decoded.length && !decode()) {
            return -1;
        }
        int count = Math.min(length, decoded.length - position);
        System.arraycopy(decoded, position, to, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return decoded.length - position + (end - next + base64.available()) / 4 * 3;
    }

    @Override
    public void close() throws IOException {
        base64.close();
    }

    private boolean decode() throws IOException {
        int count = readDigits();
        if (count > 0 && padded) {
            throw refused(Reason.BAD_BASE64);
        }
        padded = count > 0 && digits[count - 1] == '=';
        position = 0;
        try {
            decoded = Base64.getDecoder().decode(Arrays.copyOf(digits, count));
        } catch (IllegalArgumentException e) {
            throw refused(Reason.BAD_BASE64);
        }
        return count > 0;
    }

    // Without line breaks. White space of other kinds may follow the last digit.
    private int readDigits() throws IOException {
        int count = 0;
        while (count < digits.length && hasNext()) {
            byte digit = block[next++];
            if (IS_DIGIT[digit & 0xff]) {
                digits[count++] = digit;
            } else if (digit != '\r' && digit != '\n') {
                next--;
                requireBlankRest();
            }
        }
        return count;
    }

    private boolean hasNext() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, base64.read(block));
        }
        return next < end;
    }

    private void requireBlankRest() throws IOException {
        byte[] rest = new byte[MAX_WHITE_SPACE];
        int length = 0;
        while (length < rest.length && hasNext()) {
            rest[length++] = block[next++];
        }
        if (hasNext()
                || !PlainText.strip(new String(rest, 0, length, StandardCharsets.UTF_8))
                        .isEmpty()) {
            throw refused(Reason.BAD_BASE64);
        }
    }

    private static RequestException refused(Reason reason) {
        return new RequestException(FieldError.invalid(BodyField.AVATAR_BASE64, reason));
    }
}
