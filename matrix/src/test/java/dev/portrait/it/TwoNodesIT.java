package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.Cluster;
import dev.portrait.it.server.JmxClient;
import dev.portrait.picture.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@BlackBox
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Two nodes that start together on one empty database and one empty bucket")
class TwoNodesIT {

    private static final int REQUESTS = 50;

    private final TokenMinter minter;
    private final Cluster cluster;
    private final DataSource database;
    private final List<Portrait> nodes;

    TwoNodesIT(OwnServer own) {
        this.minter = own.portrait().minter();
        this.cluster = (Cluster) own.server();
        this.database = own.postgres().orElseThrow().getPostgresDatabase();
        this.nodes =
                cluster.nodes().stream().map(node -> new Portrait(node, minter)).toList();
    }

    private Portrait node(int number) {
        return nodes.get(number % nodes.size());
    }

    @Test
    @ContractSection(5)
    @DisplayName("Only one node sweeps at a time, and the lease of a dead node expires")
    void sweeps_on_one_node_at_a_time() throws Exception {
        nodes.get(0)
                .person()
                .put(new Multipart().file("avatar", Photos.jpeg(60, 40)))
                .user();
        Path orphan = cluster.bucket().resolve("A".repeat(22) + ".jpg");
        Files.setLastModifiedTime(
                Files.createFile(orphan), FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        holdLeaseUntil("current_timestamp + interval '5' minute");
        assertThat(sweep(0)).isZero();
        assertThat(sweep(1)).isZero();
        assertThat(orphan).exists();

        holdLeaseUntil("current_timestamp - interval '1' second");
        assertThat(sweep(1)).isEqualTo(1);
        assertThat(orphan).doesNotExist();
        assertThat(sweep(0)).isZero();
    }

    private void holdLeaseUntil(String until) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update portrait_lease set holder = 'another', held_until = " + until);
        }
    }

    private int sweep(int node) throws IOException {
        try (JmxClient jmx = JmxClient.connect(cluster.pid(node))) {
            return jmx.portrait().sweepMediaNow();
        }
    }

    @Test
    @ContractSection(8)
    @DisplayName("50 simultaneous first requests of one subject create one user")
    void one_subject() throws Exception {
        String subject = UUID.randomUUID().toString();
        String name = "ann-" + subject;
        String token = minter.token(subject, Map.of("preferred_username", name));

        List<Answer> answers = AtOnce.run(numbers(), number -> node(number).get("api/v2/user/me/", token));

        assertThat(answers.stream().map(answer -> answer.user().getInt("id")).distinct())
                .hasSize(1);
        assertThat(answers)
                .allMatch(answer -> answer.user().getString("username").equals(name));
        assertThat(new UserTable(database).count(subject)).isOne();
    }

    @Test
    @ContractSection(8)
    @DisplayName("50 simultaneous first requests with one name create 50 users, one of which gets the name")
    void gives_namesakes_different_usernames() throws Exception {
        String name = "Bob-" + UUID.randomUUID();

        List<Answer> answers = AtOnce.run(
                numbers(),
                number -> node(number)
                        .get(
                                "api/v2/user/me/",
                                minter.token(UUID.randomUUID().toString(), Map.of("preferred_username", name))));

        List<String> names = answers.stream()
                .map(answer -> answer.user().getString("username").toLowerCase(Locale.ROOT))
                .toList();
        assertThat(names).doesNotHaveDuplicates().contains(name.toLowerCase(Locale.ROOT));
    }

    @Test
    @ContractSection({2, 8})
    @DisplayName("50 simultaneous changes on both nodes change one profile")
    void changes_one_profile_on_both_nodes() throws Exception {
        Person ann = node(0).person();
        Person there = new Person(node(1), ann.id(), ann.token());

        List<Answer> answers = AtOnce.run(
                numbers(),
                number -> (number % 2 == 0 ? ann : there)
                        .form(
                                "PATCH",
                                number % 3 == 0 ? Map.of("bio", "b" + number) : Map.of("location", "l" + number)));

        assertThat(answers).allSatisfy(Answer::user);
        assertThat(ann.profile()).isEqualTo(there.profile());
        assertThat(ann.profile().getString("bio")).startsWith("b");
        assertThat(ann.profile().getString("location")).startsWith("l");
    }

    @Test
    @ContractSection(5)
    @DisplayName("A picture uploaded to one node is served by the other")
    void serves_a_picture_of_the_other_node() {
        Person ann = node(0).person();
        String avatar = ann.put(new Multipart().file("avatar", Photos.jpeg(300, 200)))
                .user()
                .getString("avatar");

        assertThat(node(1).get(avatar.substring(avatar.indexOf("media/"))).status())
                .isEqualTo(200);
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, REQUESTS).boxed().toList();
    }
}
