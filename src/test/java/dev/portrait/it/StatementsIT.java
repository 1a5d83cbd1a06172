package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.PayaraMicro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("What the database is asked")
class StatementsIT {

    private static final int ENOUGH_TO_BE_PREPARED = 8; // pgjdbc's prepareThreshold is 5, for each connection

    private static final String SENT = "portrait,LOG:  ";

    private DurablePostgres postgres;
    private OwnServer own;
    private Person ann;

    @BeforeAll
    void start() throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "statements");
        postgres = DurablePostgres.talkative(folder.resolve("postgres").toAbsolutePath());
        own = OwnServer.start(
                new PayaraMicro(), folder, Map.of("portrait.identity.claim", "user_id"), postgres.database());
        long id = new UserTable(postgres.dataSource()).add("APPROVED");
        ann = new Person(own.portrait(), id, own.portrait().minter().token("whoever", Map.of("user_id", id)));
        IntStream.range(0, ENOUGH_TO_BE_PREPARED).forEach(i -> change());
    }

    @AfterAll
    void stop() throws IOException {
        own.close();
        postgres.close();
    }

    @Test
    @DisplayName("GET is one SELECT by primary key, prepared before")
    void get() throws Exception {
        List<String> statements = statements(ann::profile);

        assertThat(statements).hasSize(1);
        assertThat(statements.get(0)).matches("execute S_\\d+: select .* from portrait_user \\w+ where \\w+\\.id=\\$1");
    }

    @Test
    @DisplayName("PUT of text is one SELECT, one UPDATE by primary key and one commit, prepared before")
    void put() throws Exception {
        List<String> statements = statements(this::change);

        assertThat(statements).hasSize(4);
        assertThat(statements.get(0)).matches("execute S_\\d+: select .* from portrait_user \\w+ where \\w+\\.id=\\$1");
        assertThat(statements.get(1)).isEqualTo("statement: BEGIN"); // goes with the next
        assertThat(statements.get(2))
                .matches("execute S_\\d+: update portrait_user set .* where id=\\$\\d+ and version=\\$\\d+");
        assertThat(statements.get(3)).matches("execute S_\\d+: COMMIT");
    }

    private void change() {
        ann.form("PUT", Map.of("bio", UUID.randomUUID().toString())).user();
    }

    /** What came from Portrait meanwhile. */
    private List<String> statements(Runnable request) throws Exception {
        request.run(); // so that no connection has rested for long enough to be tried
        String begin = mark();
        request.run();
        String end = mark();
        Await.until("it is in the log", () -> postgres.log().contains(end));
        String log = postgres.log();
        return Stream.of(log.substring(log.indexOf(begin), log.indexOf(end)).split("\n"))
                .filter(line -> line.startsWith(SENT))
                .map(line -> line.substring(SENT.length()))
                .toList();
    }

    private String mark() throws SQLException {
        String mark = UUID.randomUUID().toString();
        postgres.execute("select '" + mark + "'");
        return mark;
    }
}
