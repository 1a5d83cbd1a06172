package dev.portrait.platform.body;

import dev.portrait.contract.BodyField;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A urlencoded body with a limited number of fields: each takes a few bytes of the body, but several objects in memory. */
final class FormText extends TextBody {

    static final int MAX_FIELDS = 1000;

    private final StringBuilder name = new StringBuilder();
    private boolean inName = true;
    private int separators;
    private @Nullable Spool moving;
    private boolean moved;
    private int digitsLeft;
    private int decoded;

    FormText(InputStream in, TextAllowance allowance, ReceivedBody received) {
        super(in, allowance, received);
    }

    @Override
    boolean keeps(byte next) throws IOException {
        if (next == '&') {
            beginField();
        } else if (moving != null) {
            move(next, moving);
            return false;
        } else if (inName && next == '=') {
            inName = false;
            // Of a repeated field, the first counts (contract §2).
            if (!moved && name.toString().equals(BodyField.AVATAR_BASE64)) {
                moving = spool();
                moved = true;
            }
        } else if (inName && name.length() <= BodyField.AVATAR_BASE64.length()) {
            name.append((char) (next & 0xff));
        }
        return true;
    }

    @Override
    int move(byte[] bytes, int from, int to) throws IOException {
        if (moving == null || digitsLeft > 0) {
            return from;
        }
        int at = from;
        while (at < to && bytes[at] != '&' && bytes[at] != '%' && bytes[at] != '+') {
            at++;
        }
        moving.write(bytes, from, at - from);
        return at;
    }

    private void beginField() throws IOException {
        if (++separators >= MAX_FIELDS) {
            throw new IOException("too many fields");
        }
        inName = true;
        name.setLength(0);
        moving = null;
        digitsLeft = 0;
    }

    private void move(byte next, Spool to) throws IOException {
        if (digitsLeft > 0) {
            int digit = Character.digit(next, 16);
            if (digit < 0) {
                throw new IOException("malformed percent-encoding");
            }
            decoded = decoded << 4 | digit;
            if (--digitsLeft == 0) {
                to.write((byte) decoded);
            }
        } else if (next == '%') {
            digitsLeft = 2;
            decoded = 0;
        } else {
            to.write(next == '+' ? (byte) ' ' : next);
        }
    }
}
