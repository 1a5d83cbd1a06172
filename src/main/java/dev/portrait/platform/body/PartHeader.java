package dev.portrait.platform.body;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a part, reduced to what Portrait uses (contract §2).
 *
 * @param name the given name, or "?" if no field can have it
 * @param fileName empty without a file name, "" if no file was chosen, and otherwise "file"
 * @param text whether the type is {@code text/plain}, invalid or missing
 * @param transferEncoding {@code base64} or {@code quoted-printable}
 */
record PartHeader(
        String name, Optional<String> fileName, boolean text, Charset charset, Optional<String> transferEncoding) {

    private static final Pattern NAME = Pattern.compile("\\w{1,100}");
    private static final String BASE64 = "base64";
    private static final Set<String> ENCODINGS = Set.of(BASE64, "quoted-printable");

    /**
     * Parses the lines of a header.
     *
     * @throws IOException if the part has no name
     */
    static PartHeader parse(String lines) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.replaceAll("\r?\n[ \t]+", " ").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1));
            }
        }
        Map<String, String> disposition = value(headers, "content-disposition").parameters();
        HeaderValue type = value(headers, "content-type");
        String name = disposition.getOrDefault("name", disposition.get("name*"));
        if (name == null) {
            throw new IOException("part without a name"); // RFC 7578 section 4.2
        }
        return new PartHeader(
                NAME.matcher(name).matches() ? name : "?",
                fileName(disposition),
                !type.isMediaType() || type.value().equals("text/plain"),
                charset(type.parameters().get("charset")),
                Optional.of(value(headers, "content-transfer-encoding").value()).filter(ENCODINGS::contains));
    }

    private static HeaderValue value(Map<String, String> headers, String name) {
        return HeaderValue.parse(headers.getOrDefault(name, ""));
    }

    // Some clients send only filename* if the name contains other characters than ASCII.
    private static Optional<String> fileName(Map<String, String> disposition) {
        return disposition.keySet().stream().anyMatch(name -> name.startsWith("filename*"))
                ? Optional.of("file")
                : Optional.ofNullable(disposition.get("filename")).map(given -> given.isEmpty() ? "" : "file");
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Returns the header of a text field. */
    static PartHeader text(String name) {
        return new PartHeader(name, Optional.empty(), true, StandardCharsets.UTF_8, Optional.empty());
    }

    /** Whether the part is a text and not a file. */
    boolean isTextField() {
        return text && fileName.isEmpty();
    }

    boolean isBase64() {
        return transferEncoding.equals(Optional.of(BASE64));
    }

    /** Returns the header in a form that all servers accept, with the empty line at its end. */
    @Override
    public String toString() {
        return "Content-Disposition: form-data; name=\"" + name + '"'
                + fileName.map(given -> "; filename=\"" + given + '"').orElse("")
                + "\r\nContent-Type: " + (text ? "text/plain" : "application/octet-stream")
                + "; charset=\"" + charset.name() + '"'
                + transferEncoding
                        .map(encoding -> "\r\nContent-Transfer-Encoding: " + encoding)
                        .orElse("")
                + "\r\n\r\n";
    }
}
