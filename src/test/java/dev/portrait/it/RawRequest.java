package dev.portrait.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends requests byte by byte as given, including malformed ones that client libraries would not send. */
final class RawRequest {

    private RawRequest() {}

    /** Sends a whole request and returns everything the server sends until it closes or resets the connection. */
    static String send(URI address, String request) throws IOException {
        return exchange(address, request, true);
    }

    /** Sends the beginning of a request, keeps the connection open and returns the refusal. */
    static String sendBeginning(URI address, String request) throws IOException {
        return exchange(address, request, false);
    }

    /** Sends the beginning of a request and returns the status of the response, which must arrive within 5 seconds. */
    static int statusOf(URI address, String beginning) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).substring("HTTP/1.1 ".length()));
        }
    }

    private static String exchange(URI address, String request, boolean whole) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            StringBuilder answer = new StringBuilder();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                if (whole) {
                    socket.shutdownOutput();
                }
                InputStream in = new BufferedInputStream(socket.getInputStream());
                int next = in.read();
                while (next >= 0) {
                    answer.append((char) next);
                    next = whole || answer.indexOf("]}") < 0 ? in.read() : -1;
                }
            } catch (SocketException reset) {
                // keep what was read before
            }
            return answer.toString();
        }
    }

    /** Sends a GET and returns everything the server sends until it closes the connection. */
    static String get(URI address, List<String> headers) throws IOException {
        return get(address, address.getRawPath(), headers);
    }

    /** Sends a GET for a path that need not be valid in a URL. */
    static String get(URI address, String path, List<String> headers) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
