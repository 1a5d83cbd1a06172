package dev.portrait.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Generates almost valid requests. The same seed generates the same requests. */
final class Mutator {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "TRACE", "PROPFIND", "get", "PUT ", "");
    private static final List<String> HEADERS = List.of(
            "If-Match: ",
            "If-None-Match: ",
            "Accept: ",
            "Content-Encoding: ",
            "X-HTTP-Method-Override: ",
            "Origin: ",
            "Range: bytes=",
            "X-Request-Id: ",
            "X-Forwarded-Host: ",
            "Cookie: ",
            "Expect: ",
            "Accept-Language: ",
            "Content-Disposition: ");
    private static final List<String> HOSTILE = HostileStrings.encodable().stream()
            .filter(text -> text.length() < 300)
            .toList();

    private final Random random;
    private final String root;
    private final String token;
    private final long id;

    /** @param root the context path, with a trailing slash */
    Mutator(long seed, String root, Person person) {
        this.random = new Random(seed);
        this.root = root;
        this.token = person.token();
        this.id = person.id();
    }

    /** Returns the bytes of the next request, which asks the server to close the connection. */
    byte[] next() {
        String body = "";
        String type = "";
        switch (random.nextInt(4)) {
            case 0 -> {
                type = JSON;
                body = "{\"bio\":\"%s\",\"location\":\"x\",\"gender\":\"Male\",\"n\":[1,null,{\"a\":-1.5e3}]}"
                        .formatted(text());
            }
            case 1 -> {
                type = FORM;
                body = "bio=%s&website=https%%3A%%2F%%2Fx.example&_method=PUT".formatted(text());
            }
            case 2 -> {
                type = MULTIPART;
                body =
                        "--b\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\n%s\r\n--b\r\nContent-Disposition: form-data; name=\"avatar\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\u0089PNG\r\n\u001a\nxx\r\n--b--\r\n"
                                .formatted(text());
            }
            default -> {
                // no body
            }
        }
        byte[] content = mutated(body.getBytes(StandardCharsets.UTF_8));
        String path = path();
        List<String> headers = new ArrayList<>(List.of("Connection: close"));
        if (random.nextInt(5) > 0) {
            headers.add("Authorization: Bearer " + (random.nextInt(10) == 0 ? asHeaderValue(text()) : token));
        }
        if (random.nextInt(4) == 0) {
            headers.add(pick(HEADERS) + asHeaderValue(text()));
        }
        if (!type.isEmpty() && random.nextInt(20) > 0) {
            headers.add("Content-Type: " + (random.nextInt(20) == 0 ? asHeaderValue(text()) : type));
        }
        headers.add("Content-Length: " + content.length);
        if (random.nextInt(8) == 0) {
            corruptHeader(headers);
        }
        String head = method(path, body.isEmpty() ? "GET" : "PUT") + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        return joined(head.getBytes(StandardCharsets.ISO_8859_1), content);
    }

    // Never deletes the profile: all later requests would only get 401 or 404.
    private String method(String path, String usual) {
        if (random.nextInt(3) > 0) {
            return usual;
        }
        return path.contains("avatar") && random.nextBoolean() ? "DELETE" : pick(METHODS);
    }

    private void corruptHeader(List<String> headers) {
        int at = random.nextInt(headers.size());
        String header = headers.get(at);
        int middle = random.nextInt(header.length());
        switch (random.nextInt(5)) {
            case 0 -> headers.add(random.nextInt(headers.size()), header);
            case 1 -> headers.remove(at);
            case 2 -> headers.set(at, header.toUpperCase(Locale.ROOT));
            case 3 ->
                headers.set(at, header.substring(0, middle) + (char) random.nextInt(256) + header.substring(middle));
            default -> headers.set(at, header.substring(0, middle) + "\r\n" + header.substring(middle));
        }
    }

    private String path() {
        List<String> paths = List.of(
                "api/v2/user/" + id + "/",
                "api/v2/user/" + id,
                "api/v2/user/me/",
                "api/v2/user/avatar/?limit=" + random.nextInt(120),
                "api/v2/user/avatar/?avatar_id=" + random.nextInt(),
                "api/v2/user/?search=x",
                "api/v2/user/" + random.nextLong() + "/",
                "api/v2/user/" + id + "/status/",
                "api/v2/user/" + id + "/managed/",
                "api/v2/avatar/" + id,
                "api/v2/health/",
                "media/" + "a".repeat(22) + ".jpg",
                "openapi",
                "");
        String path = root + (random.nextBoolean() ? paths.get(0) : pick(paths));
        if (random.nextInt(6) == 0) {
            int at = 1 + random.nextInt(path.length());
            path = path.substring(0, at) + escaped(text()) + path.substring(at);
        }
        return path;
    }

    private String text() {
        return random.nextInt(3) == 0 ? pick(HOSTILE) : "text " + random.nextInt(1000);
    }

    private byte[] mutated(byte[] body) {
        List<Byte> bytes = new ArrayList<>();
        for (byte one : body) {
            bytes.add(one);
        }
        for (int times = random.nextInt(4); times > 0 && !bytes.isEmpty(); times--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(5)) {
                case 0 -> bytes.set(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
                case 1 -> bytes.remove(at);
                case 2 -> bytes.add(at, (byte) random.nextInt(256));
                case 3 ->
                    bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(100)))));
                default -> bytes.subList(at, bytes.size()).clear();
            }
        }
        byte[] changed = new byte[bytes.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = bytes.get(i);
        }
        return changed;
    }

    // Keeps the syntax of the header valid. Invalid bytes in headers are tested in RefusalIT.
    private static String asHeaderValue(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?").strip();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(Character.isLetterOrDigit(one) ? (char) one : String.format("%%%02X", one & 0xff));
        }
        return escaped.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] joined(byte[] head, byte[] content) {
        byte[] whole = new byte[head.length + content.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }
}
