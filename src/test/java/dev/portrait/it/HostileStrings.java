package dev.portrait.it;

import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What people send who want to see what happens; the file has one JSON string a line. */
final class HostileStrings {

    private HostileStrings() {}

    static List<String> all() {
        try (InputStream file = HostileStrings.class.getResourceAsStream("hostile-strings.txt")) {
            String lines = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return Stream.concat(
                            lines.lines().map(HostileStrings::unescape),
                            Stream.of("x".repeat(50), "x".repeat(51), "\uD83D\uDE00".repeat(256), "<".repeat(10_001)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that have bytes: a lone surrogate has none, and only JSON can write it. */
    static List<String> encodable() {
        return all().stream()
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .toList();
    }

    private static String unescape(String json) {
        try (JsonParser parser = Json.createParser(new StringReader(json))) {
            parser.next();
            return ((JsonString) parser.getValue()).getString();
        }
    }
}
