package dev.portrait.it;

import dev.portrait.it.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx in front of Portrait, with directives from the test. */
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
              log_format requests '$request_method $status';
              access_log access.log requests;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:%d%s;
                location / {
                  proxy_pass %s;
                  proxy_set_header Host $http_host;
                  %s
                }
              }
            }
            """;

    private static final String AS_SHIPPED = """
            user %s;
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              %s
            }
            """;

    private final Process process;
    private final Path folder;
    private final URI base;

    private Nginx(Process process, Path folder, URI base) {
        this.process = process;
        this.folder = folder;
        this.base = base;
    }

    /** Starts nginx with directives for all paths. */
    static Nginx startInFrontOf(Portrait portrait, Path folder, String directives) throws IOException {
        return start(portrait, folder, "", "http", directives);
    }

    /** Starts nginx with TLS and HTTP/2, as the files in {@code server-config} do, with a certificate that nobody trusts. */
    static Nginx startWithTls(Portrait portrait, Path folder) throws IOException {
        Certificate.create(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        return start(
                portrait, folder, " ssl http2; ssl_certificate cert.pem; ssl_certificate_key key.pem", "https", "");
    }

    /**
     * Starts nginx with {@code server-config/reverse-proxy}, but without TLS. As its README describes, {@code /avatar/} is at the root
     * of the host even if Portrait has another context root.
     */
    static Nginx startAsShipped(Portrait portrait, Path folder) throws IOException {
        int port = ServerProcess.freePort();
        URI base = portrait.base();
        String shipped = Files.readString(Path.of("server-config", "reverse-proxy", "portrait.conf"))
                .replaceFirst("(?s)server \\{\\s+listen 80;.*?\\n}", "")
                .replaceAll("(?m)^ +(ssl_|add_header Strict-Transport).*$", "")
                .replaceFirst("listen 443 ssl http2;", "listen 127.0.0.1:" + port + ";")
                .replaceFirst("server 127.0.0.1:8080;", "server " + base.getAuthority() + ";")
                .replaceFirst("server_name portrait.example;", "server_name 127.0.0.1;")
                .replaceFirst(
                        "(location \\^~ /avatar/ \\{\\s+proxy_pass http://portrait)", "$1" + base.getPath() + "avatar/")
                .replace("/var/cache/nginx", folder.toString())
                .replace("/var/log/nginx", folder.toString());
        Files.writeString(folder.resolve("nginx.conf"), AS_SHIPPED.formatted(System.getProperty("user.name"), shipped));
        return start(folder, URI.create("http://127.0.0.1:" + port + "/"));
    }

    private static Nginx start(Portrait portrait, Path folder, String tls, String scheme, String directives)
            throws IOException {
        int port = ServerProcess.freePort();
        Files.writeString(
                folder.resolve("nginx.conf"), CONFIGURATION.formatted(port, tls, portrait.base(), directives));
        return start(folder, URI.create(scheme + "://127.0.0.1:" + port + "/"));
    }

    private static Nginx start(Path folder, URI base) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("nginx", "-p", folder.toString(), "-e", "error.log", "-c", "nginx.conf");
        // Debian installs nginx in /usr/sbin, which is not on every user's PATH.
        builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        Nginx nginx = new Nginx(builder.start(), folder, base);
        Await.until("nginx listens", () -> Files.exists(folder.resolve("nginx.pid")));
        return nginx;
    }

    URI base() {
        return base;
    }

    /** Returns the number of answered requests with this method. */
    long count(String method) throws IOException {
        return Files.readAllLines(folder.resolve("access.log")).stream()
                .filter(line -> line.startsWith(method + " "))
                .count();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
