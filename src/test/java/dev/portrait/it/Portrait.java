package dev.portrait.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A running Portrait. The tests know only its address and a minter whose tokens it accepts. */
public final class Portrait {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AnswerCheck CHECK = new AnswerCheck(ApiDocument.packaged());

    private final URI base;
    private final TokenMinter minter;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Portrait(URI base, TokenMinter minter) {
        this.base = base;
        this.minter = minter;
    }

    public URI base() {
        return base;
    }

    public TokenMinter minter() {
        return minter;
    }

    /** Creates a user with a random subject. */
    public Person person() {
        return person(UUID.randomUUID().toString(), Map.of());
    }

    /** Returns the user with this subject; the first request creates it. */
    public Person person(String subject, Map<String, Object> claims) {
        String token = minter.token(subject, claims);
        long id = get("api/v2/user/me/", token).user().getJsonNumber("id").longValueExact();
        return new Person(this, id, token);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    /** Starts a request to a path relative to the base, or to an absolute URL. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
    }

    public Answer send(String method, String path, String token, String contentType, byte[] body) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(body)));
    }

    /** Sends the request. Fails the test if the response does not match the OpenAPI document. */
    public Answer send(HttpRequest.Builder request) {
        try {
            Answer answer = new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
            CHECK.check(base, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
