package dev.portrait.platform;

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
 * The header of a part, without what Portrait ignores (contract §2).
 *
 * @param name as it was given, or "?" if it cannot be the name of one of our fields
 * @param fileName empty if there is none, "" if no file was chosen, else any text
 * @param text whether the type is {@code text/plain}, or none
 * @param transferEncoding {@code base64} or {@code quoted-printable}
 */
record PartHeader(
        String name, Optional<String> fileName, boolean text, Charset charset, Optional<String> transferEncoding) {

    private static final Pattern NAME = Pattern.compile("\\w{1,100}");
    private static final String BASE64 = "base64";
    private static final Set<String> ENCODINGS = Set.of(BASE64, "quoted-printable");

    /**
     * Reads the lines of a header.
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
            throw new IOException("a part without a name"); // RFC 7578 section 4.2
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

    // Some clients send only filename* if the name is not ASCII.
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

    /** The same for another field. */
    PartHeader named(String other) {
        return new PartHeader(other, fileName, text, charset, transferEncoding);
    }

    boolean isBase64() {
        return transferEncoding.equals(Optional.of(BASE64));
    }

    /** The header as all servers accept it, with the empty line at its end. */
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
