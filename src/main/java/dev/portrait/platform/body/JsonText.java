package dev.portrait.platform.body;

import dev.portrait.contract.BodyField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body. It follows strings and nesting just enough to find the member of the outermost object; the parser that reads the rest
 * finds every mistake, since all other bytes stay. A name that is written with escapes is not found, and its value counts as text.
 */
final class JsonText extends TextBody {

    private static final int UNICODE_DIGITS = 4;

    private final StringBuilder name = new StringBuilder();
    private int depth;
    private boolean nameExpected;
    private boolean inName;
    private boolean inString;
    private boolean escaped;
    private boolean found;
    private @Nullable Spool moving;
    private boolean moved;
    private int digitsLeft;
    private int unicode;

    JsonText(InputStream in, TextAllowance allowance, ReceivedBody received) {
        super(in, allowance, received);
    }

    @Override
    boolean keeps(byte next) throws IOException {
        if (moving != null) {
            boolean ends = next == '"' && !escaped && digitsLeft == 0;
            return ends ? endValue() : moveEscaped(next, moving);
        }
        if (inString) {
            string(next);
        } else {
            structure(next);
        }
        return true;
    }

    @Override
    int move(byte[] bytes, int from, int to) throws IOException {
        if (moving == null || escaped || digitsLeft > 0) {
            return from;
        }
        int at = from;
        while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xff) >= ' ') {
            at++;
        }
        moving.write(bytes, from, at - from);
        return at;
    }

    private void string(byte next) {
        if (inName && name.length() <= BodyField.AVATAR_BASE64.length()) {
            name.append((char) (next & 0xff));
        }
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
            found = inName && name.toString().equals(BodyField.AVATAR_BASE64 + '"');
        }
    }

    private void structure(byte next) {
        switch (next) {
            case '{', '[' -> {
                depth++;
                nameExpected = depth == 1 && next == '{';
                found = false;
            }
            case '}', ']' -> depth--;
            case ',' -> nameExpected = depth == 1;
            case ':' -> nameExpected = false;
            case '"' -> beginString();
            default -> {
                // white space, or a literal, after which a comma follows
            }
        }
    }

    private void beginString() {
        if (found && !nameExpected && !moved) {
            moving = spool();
            moved = true;
        } else {
            inString = true;
            inName = nameExpected;
            name.setLength(0);
        }
        found = false;
    }

    private boolean endValue() {
        moving = null;
        return true;
    }

    // Always returns false: the byte leaves the body.
    private boolean moveEscaped(byte next, Spool to) throws IOException {
        if (digitsLeft > 0) {
            unicode = unicode << 4 | digit(next);
            if (--digitsLeft == 0) {
                for (byte utf8 : Character.toString((char) unicode).getBytes(StandardCharsets.UTF_8)) {
                    to.write(utf8);
                }
            }
        } else if (escaped) {
            escaped = false;
            if (next == 'u') {
                digitsLeft = UNICODE_DIGITS;
                unicode = 0;
            } else {
                to.write(unescaped(next));
            }
        } else if (next == '\\') {
            escaped = true;
        } else {
            require((next & 0xff) >= ' ');
            to.write(next);
        }
        return false;
    }

    private static byte unescaped(byte escape) throws IOException {
        int index = "\"\\/bfnrt".indexOf(escape);
        require(index >= 0);
        return (byte) "\"\\/\b\f\n\r\t".charAt(index);
    }

    private static int digit(byte next) throws IOException {
        int digit = Character.digit(next, 16);
        require(digit >= 0);
        return digit;
    }

    private static void require(boolean wellFormed) throws IOException {
        if (!wellFormed) {
            throw new IOException("malformed JSON string");
        }
    }
}
