package dev.portrait.platform.body;

import java.io.IOException;

/** Refuses invalid Base64 (RFC 2045 section 6.8). The servers drop invalid characters, or the whole text, without an error. */
final class Base64Check {

    private int characters;
    private int padding;

    void see(byte[] buffer, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            byte next = buffer[i];
            if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
                continue;
            }
            if (next == '=') {
                padding++;
            } else if (padding > 0 || !isDigit(next)) {
                throw new IOException("not Base64");
            }
            characters++;
        }
    }

    void end() throws IOException {
        if (characters % 4 != 0 || padding > 2) {
            throw new IOException("not Base64");
        }
    }

    private static boolean isDigit(byte next) {
        return (next >= 'A' && next <= 'Z')
                || (next >= 'a' && next <= 'z')
                || (next >= '0' && next <= '9')
                || next == '+'
                || next == '/';
    }
}
