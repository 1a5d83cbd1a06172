package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the import does if the server answers as a healthy Portrait seldom does. */
class ImportTest {

    private static final String NOBODY = "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}";

    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
    private final ImportProgram program;
    private HttpServer server;

    ImportTest(@TempDir Path folder) {
        program = new ImportProgram(folder);
        program.write("token", "any");
        program.write("people.csv", "subject", "ann");
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/portrait/api/v2/user/", this::answer);
        server.start();
        program.with(
                "--server", "http://127.0.0.1:" + server.getAddress().getPort() + "/portrait", "--csv", "people.csv");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"503, 0", "503, 1", "502, ''", "504, ''", "409, ''"})
    @DisplayName("A busy server is asked again after the time that it names")
    void asks_a_busy_server_again(int status, String wait) {
        replies.addAll(List.of(
                new Reply(status, "<html>", wait), new Reply(200, NOBODY, ""), new Reply(503, "", wait), created()));

        assertThat(program.run("--token-file", "token").ended(0, "1 created").requests())
                .isEqualTo(4);
    }

    @Test
    @DisplayName("A creation is not repeated if its outcome is unknown; the person is in the report")
    void does_not_create_twice() {
        replies.addAll(List.of(new Reply(200, NOBODY, ""), new Reply(0, "", "")));

        assertThat(program.run("--token-file", "token").ended(1, "1 failed").requests())
                .isEqualTo(2);
        assertThat(program.report("people.csv.report.csv"))
                .containsExactly("line 2,ann,not created,,,no_answer,The connection broke. Run the import again.");
    }

    @ParameterizedTest
    @CsvSource({"301", "401", "403", "404", "500"})
    @DisplayName("A refusal that concerns everybody stops the run")
    void stops(int status) {
        replies.add(new Reply(status, "{\"errors\":[{\"code\":\"x\",\"message\":\"The \\\"reason\\\".\"}]}", ""));

        program.run("--token-file", "token").stopped("The server answers " + status + ". The \"reason\".");
    }

    @Test
    @DisplayName("An answer that is not Portrait's stops the run, and so does no answer")
    void stops_if_there_is_no_portrait() {
        replies.add(new Reply(200, "<html>", ""));
        program.run("--token-file", "token").stopped("The server's answer is none of Portrait.");
        server.stop(0);
        program.run("--token-file", "token").stopped("The server does not answer");
    }

    @Test
    @DisplayName("A token is renewed before it expires")
    void renews_the_token_in_time() {
        TokenMinter minter = new TokenMinter();
        for (String name : List.of("1", "2", "3", "4", "5")) {
            program.write(
                    name,
                    minter.sign(TokenMinter.claims(name, Duration.ofSeconds(2)).build()));
        }
        replies.addAll(List.of(new Reply(503, "", "1"), new Reply(200, NOBODY, ""), created()));

        program.run("--token-command", "echo >> runs; cat $(wc -l < runs)").ended(0, "1 created");

        assertThat(tokens.stream().map(TokenMinter::subject)).containsExactly("1", "1", "2");
    }

    @Test
    @DisplayName("A failing command, or one without a token, stops the run")
    void stops_without_a_token() {
        program.run("--token-command", "exit 3").stopped("The command of --token-command failed.");
        program.run("--token-command", "echo two words")
                .stopped("The token is empty, or has characters that no token has.");
        program.run("--token-file", "missing").stopped("There is no token");
        assertThat(tokens).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--server http://portrait.example --csv people.csv --token-file token|is not encrypted",
                "--server ftp://127.0.0.1 --csv people.csv --token-file token|is no http address",
                "--server https://x --csv people.csv|Give --token-file or --token-command",
                "--server https://x --token-file token|Give --csv, --ldap or --pictures",
                "--server https://x --csv a --ldap b --token-file token|not both",
                "--server https://x --ldap ldap://ldap.example --ldap-base dc=x --token-file token|is not encrypted",
                "--server https://x --pictures . --block-absent --token-file token|--block-absent needs",
                "--server https://x --pictures . --pictures-by name --token-file token|must be one of [email, ext_id,"
                        + " username]",
                "--server https://x --csv missing.csv --token-file token|The CSV file cannot be read",
                "--server https://x --csv people.csv --threads 65 --token-file token|--threads must be a number up to"
                        + " 64",
                "--server https://x --csv people.csv --report ./people.csv --token-file token|--report would replace"
                        + " the source",
                "--password x|There is no option --password",
                "--csv|--csv needs a value",
                "--csv a --csv b|--csv is given twice"
            })
    @DisplayName("Wrong options are refused before anything is read or sent")
    void refuses_wrong_options(String options, String why) {
        ImportProgram other =
                new ImportProgram(program.write("people.csv", "subject", "ann").getParent());
        other.run(options.split(" ")).stopped(why);
    }

    private static Reply created() {
        return new Reply(
                201, "{\"id\":7,\"username\":\"x\",\"bio\":\"\\\"status\\\":\\\"b\\\"\",\"status\":\"a\"}", "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""));
        exchange.getRequestBody().readAllBytes();
        Reply reply = replies.size() > 1 ? replies.remove(0) : replies.get(0);
        if (!reply.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() > 0) {
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close(); // without headers, this breaks the connection
    }

    /** @param retryAfter the seconds of {@code Retry-After}; empty for none */
    private record Reply(int status, String body, String retryAfter) {}
}
