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

/** Texts that attackers send. The file has one JSON string per line. */
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

    /** Returns the texts that UTF-8 can encode. Lone surrogates can only be sent as JSON escapes. */
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
