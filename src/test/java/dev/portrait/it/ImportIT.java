package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.it.server.RunningServer;
import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dportrait.people=10000} imports as many people with pictures, and prints how long that took. */
@Tag("any-database") // what it asks of the API is tested on each
@BlackBox
@ContractSection(12)
@DisplayName("The import of people")
class ImportIT {

    private static final int PEOPLE = Integer.getInteger("portrait.people", 200);
    private static final String REPORT = "people.csv.report.csv";

    private final Portrait portrait;
    private final RunningServer server;
    private final ImportProgram program;
    private final Path folder;
    private final String mark = "i" + UUID.randomUUID().toString().substring(0, 8);
    private final String administrator = "admin-" + mark;
    private final String admin;

    ImportIT(Portrait portrait, RunningServer server, @TempDir Path folder) {
        this.portrait = portrait;
        this.server = server;
        this.folder = folder;
        this.admin = token(Duration.ofHours(1), administrator);
        this.program = new ImportProgram(folder)
                .with("--server", portrait.base().toString(), "--token-file", "token", "--csv", "people.csv");
        program.write("token", admin + "\n");
    }

    @Test
    @DisplayName("People and pictures are created once; the next run sends nothing")
    void creates_people_and_sends_nothing_twice() throws IOException {
        List<byte[]> photos =
                Stream.of(40, 50, 60).map(width -> Photos.jpeg(width * 8, 360)).toList();
        for (int i = 0; i < PEOPLE; i++) {
            byte[] photo = photos.get(i % photos.size());
            program.write(
                    "pictures/" + mark + "_" + i + ".jpg", Photos.withSegment(photo, 0xfe, Photos.latin1(mark + i)));
        }
        program.write(
                "people.csv",
                IntStream.rangeClosed(-1, PEOPLE - 1).mapToObj(this::line).toArray(String[]::new));

        ImportProgram.Outcome first =
                program.runSource("--pictures", "pictures").ended(0, PEOPLE + " created", PEOPLE + " pictures sent");
        int audited = audited();
        JsonObject last = found("subject=" + mark + "%20" + (PEOPLE - 1));
        ImportProgram.Outcome second = program.runSource("--pictures", "pictures");

        System.out.print(
                "Import of " + PEOPLE + " people with pictures: " + first.output() + "Again: " + second.output());
        assertThat(second.ended(0, PEOPLE + " unchanged", PEOPLE + " pictures unchanged")
                        .requests())
                .isZero();
        assertThat(audited()).isEqualTo(audited);
        assertThat(found("subject=" + mark + "%20" + (PEOPLE - 1))).isEqualTo(last);
        assertThat(last.getString("username")).isEqualTo(mark + "_" + (PEOPLE - 1));
        assertThat(last.getString("real_name")).isEqualTo("Zoë \"Z\" Größe, " + (PEOPLE - 1));
        assertThat(last.getString("email")).isEqualTo(mark + (PEOPLE - 1) + "@example.org");
        assertThat(last.getBoolean("email_isvalid")).isTrue();
        assertThat(last.getJsonArray("tags")).hasToString("[{\"name\":\"blue\"},{\"name\":\"a \\\"b\\\"\"}]");
        assertThat(portrait.get(last.getString("avatar")).status()).isEqualTo(200);
        assertThat(program.report(REPORT)).isEmpty();
        for (String file : List.of(REPORT, "people.csv.state")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(first.output() + second.output()).doesNotContain(mark);
    }

    private String line(int i) {
        return i < 0
                ? "\uFEFFsubject;username;real_name;email;email_isvalid;tags"
                : mark + " " + i + ";" + mark + "_" + i + ";\"Zoë \"\"Z\"\" Größe, " + i + "\";" + mark + i
                        + "@example.org;TRUE;\"blue | a \"\"b\"\"\"";
    }

    @Test
    @DisplayName(
            "Those who exist are updated, by subject or by ext_id; a change is sent once, and an empty cell clears")
    void updates_people() {
        Person ann = portrait.person(mark, Map.of("name", "Ann", "email", mark + "@example.org"));
        long extId = ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE);
        program.write("people.csv", "subject,real_name,reputation,ext_id,email", mark + ",Another,07," + extId + ",");
        program.run().ended(0, "1 updated");
        JsonObject changed = ann.profile();
        assertThat(changed.getString("real_name")).isEqualTo("Ann");
        assertThat(changed.getString("email")).isEmpty();
        assertThat(changed.getInt("reputation")).isEqualTo(7);
        assertThat(changed.getJsonNumber("ext_id").longValue()).isEqualTo(extId);

        program.write("people.csv", "subject,real_name,reputation,ext_id,email", mark + ",Third,8," + extId + ",");
        program.run().ended(0, "1 updated");
        assertThat(program.run().ended(0, "1 unchanged").requests()).isZero();
        program.write("people.csv", "ext_id,reputation", "0" + extId + ",9", (extId + 1) + ",10");
        program.run().stopped("The state file is not of this server and key");
        program.run("--state", "by-ext-id.state").ended(0, "1 created", "1 updated");
        assertThat(ann.profile().getInt("reputation")).isEqualTo(9);
        assertThat(found("ext_id=" + (extId + 1)).getInt("reputation")).isEqualTo(10);
    }

    @Test
    @DisplayName("Each line with a mistake is in the report, and the others are imported")
    void reports_each_mistake() {
        Person taken = portrait.person();
        String name = taken.profile().getString("username");
        Person deleted = portrait.person(mark + "d", Map.of());
        delete(deleted);
        byte[] latin1 = ("\n" + mark + "8,Gr\u00f6\u00dfe,,").getBytes(StandardCharsets.ISO_8859_1);
        program.write(
                "people.csv",
                Photos.append(
                        Photos.append(
                                utf8("subject,username,email,reputation\n" + mark + "1,,a,x\n" + mark + "2," + name
                                        + ",,\n\n,b,,\n"
                                        + mark + "1,,,\n" + mark + "3,,\n\"" + mark + "\n4\",,,\n" + mark
                                        + "5,\"a\"b,,\n"
                                        + mark + "6,a\"b,,\n" + mark + "d,,,1\n" + "x".repeat(256) + ",,,\n" + mark
                                        + "7,"
                                        + "y".repeat(70_000) + ",,"),
                                latin1),
                        utf8("\n" + mark + "good,,,12\r\n" + mark + "9,\"open\n" + mark + "10,,,\n")));

        program.run("--threads", "1").ended(1, "1 created", "13 failed");

        String tooLong = "Is too long, or has control characters.";
        assertThat(program.report(REPORT))
                .containsExactlyInAnyOrder(
                        "line 2," + mark
                                + "1,not created,400,email,invalid,\"Enter an e-mail address, with an \"\"@\"\".\"",
                        "line 2," + mark
                                + "1,not created,400,reputation,invalid,\"Send a whole number in digits, without"
                                + " quotation marks.\"",
                        "line 3," + mark + "2,not created,400,username,unique,This username is taken.",
                        "line 5,,not read,,subject,blank,This value is needed to find the person.",
                        "line 6," + mark + "1,not read,,subject,duplicate,The same value is in line 2.",
                        "line 7,,not read,,,malformed,\"The line has 3 cells, and the first line has 4.\"",
                        "line 8,\"" + mark + "\n4\",not read,,subject,invalid,\"" + tooLong + "\"",
                        "line 10,,not read,,,malformed,The line has text after a closing quote.",
                        "line 11,,not read,,,malformed,The line has a quote in a cell that does not begin with one.",
                        "line 12," + mark + "d,not changed,,status,deleted,The user was deleted in Portrait.",
                        "line 13," + "x".repeat(256) + ",not read,,subject,invalid,\"" + tooLong + "\"",
                        "line 14,,not read,,,malformed,The line is longer than 65536 bytes; perhaps a quote is"
                                + " missing.",
                        "line 15,,not read,,,malformed,The line is not UTF-8.",
                        "line 17,,not read,,,malformed,The line has a quote that is not closed.");
        assertThat(found("subject=" + mark + "good").getInt("reputation")).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "subject,bio,nick|unknown columns: [bio, nick]",
                "subject,email,email|two columns of the same name",
                "username,email|The source has no ext_id",
                "~~|The source has no ext_id",
                "\"subject|The first line of the CSV file has a quote that is not closed"
            })
    @DisplayName("A file whose first line is wrong is refused at once, and the message names what is wrong")
    void refuses_wrong_columns(String columns, String why) {
        program.write("people.csv", columns, "x,y,z");
        program.run().stopped(why);
    }

    @Test
    @DisplayName("A dry run changes nothing, and says what it would do")
    void dry_run() {
        Person ann = portrait.person(mark, Map.of());
        program.write(
                "people.csv",
                "subject,username,reputation",
                mark + "," + mark + ",5",
                mark + "-new," + mark + "-new,6");
        program.write("pictures/" + mark + "-NEW.png", Photos.jpeg(30, 20));

        program.run("--dry-run", "--pictures", "pictures").ended(0, "1 created", "1 updated", "1 pictures sent");

        assertThat(program.report(REPORT))
                .containsExactlyInAnyOrder(
                        "line 2," + mark + ",would be updated,,,,",
                        "line 3," + mark + "-new,would be created,,,,",
                        mark + "-NEW.png," + mark + "-NEW,would get a picture,,,,");
        assertThat(ann.profile().getInt("reputation")).isZero();
        assertThat(count("subject=" + mark + "-new")).isZero();
        assertThat(folder.resolve("people.csv.state")).doesNotExist();
        assertThat(audited()).isZero();
    }

    @Test
    @DisplayName("A refused token is replaced by the command, and a second refusal stops the run")
    void renews_the_token() {
        ImportProgram renewing = new ImportProgram(folder)
                .with(
                        "--server",
                        portrait.base().toString(),
                        "--csv",
                        "people.csv",
                        "--token-command",
                        "echo >> runs; cat token; cp next token");
        program.write("people.csv", "subject", mark + "1", mark + "2", mark + "3");
        program.write("token", new TokenMinter().token(administrator, Map.of("groups", List.of("admin"))));
        program.write("next", admin);

        renewing.run("--threads", "1").ended(0, "3 created");
        assertThat(program.read("runs")).hasSize(2);

        program.write("token", token(Duration.ofMinutes(-10), administrator));
        program.write("next", token(Duration.ofMinutes(-10), administrator));
        program.write("people.csv", "subject", mark + "1", mark + "4");
        renewing.run().stopped("The server answers 401.");
        assertThat(count("subject=" + mark + "4")).isZero();
    }

    @Test
    @DisplayName("A token without the role stops the run before anything is sent")
    void stops_without_the_role() {
        program.write("people.csv", "subject", mark);
        program.write("token", portrait.person().token());
        program.run().stopped("The server answers 403.");
    }

    @Test
    @DisplayName(
            "People who left are blocked up to a limit, and approved if they come back, unless others blocked them")
    void blocks_those_who_left() {
        String[] all = {"subject", mark + "a", mark + "b", mark + "c", mark + "d"};
        program.write("people.csv", all);
        program.run().ended(0, "4 created");
        setStatus(mark + "d", "b");

        program.write("people.csv", "subject", mark + "a");
        assertThat(program.run("--block-absent", "--block-limit", "2")
                        .ended(1, "1 unchanged", "3 not blocked")
                        .output())
                .contains("No one was blocked: 3 people are absent, and --block-limit is 2.");
        assertThat(program.report(REPORT))
                .hasSize(3)
                .allMatch(line -> line.contains(",not blocked,,status,block_limit,"));
        assertThat(statuses()).containsExactly("a", "a", "a", "b");
        program.write("people.csv", "subject", mark + "a", "\"" + mark + "b");
        assertThat(program.run("--block-absent")
                        .ended(1, "1 unchanged", "1 failed", "3 not blocked")
                        .output())
                .contains("some lines could not be read");
        assertThat(statuses()).containsExactly("a", "a", "a", "b");

        program.write("people.csv", "subject", mark + "a");
        program.run().ended(0, "1 unchanged");
        program.run("--block-absent", "--dry-run").ended(0, "1 unchanged", "2 blocked");
        assertThat(statuses()).containsExactly("a", "a", "a", "b");
        program.run("--block-absent", "--block-limit", "3").ended(0, "1 unchanged", "2 blocked");
        assertThat(statuses()).containsExactly("a", "b", "b", "b");
        assertThat(program.run("--block-absent", "--block-limit", "0")
                        .ended(0, "1 unchanged")
                        .requests())
                .isZero();

        program.write("people.csv", all);
        program.run("--block-absent").ended(0, "4 unchanged", "2 approved");
        assertThat(statuses()).containsExactly("a", "a", "a", "b");
        assertThat(program.run("--block-absent").ended(0, "4 unchanged").requests())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "ext_id", "email"})
    @DisplayName("Pictures find their people by username, ext_id or address")
    void finds_the_owner_of_a_picture(String field) throws IOException {
        String extId = Long.toString(ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE));
        program.write(
                "people.csv",
                "subject,username,ext_id,email",
                mark + "," + mark + "," + extId + "," + mark + "@example.org");
        program.run().ended(0, "1 created");
        String name = Map.of("username", mark, "ext_id", "00" + extId, "email", mark + "@example.org")
                .get(field);
        String normal = name.replaceFirst("^0+", "");
        Path photo = program.write("pictures/" + name.toUpperCase(Locale.ROOT) + ".JPG", Photos.jpeg(40, 30));
        program.write("pictures/" + name + ".png", Photos.jpeg(30, 40));
        program.write("pictures/7" + name + ".gif", Photos.jpeg(30, 40));
        program.write("pictures/a.heic", Photos.jpeg(30, 40));
        program.write("pictures/b.jpg", new byte[(10 << 20) + 1]);
        program.write("pictures/c.jpg", new byte[0]);
        program.write("pictures/.hidden", new byte[0]);
        Files.createSymbolicLink(folder.resolve("pictures/d.jpg"), photo);
        String[] arguments = {"--pictures", "pictures", "--pictures-by", field, "--threads", "1"};

        program.run(arguments).ended(1, "1 unchanged", "1 pictures sent", "6 pictures failed");

        assertThat(program.report(REPORT))
                .containsExactlyInAnyOrder(
                        "7" + name + ".gif,7" + name + ",not found,," + field + ",not_found,No user has this value.",
                        name + ".png," + normal + ",picture not read,," + field + ",duplicate,The same value is in "
                                + photo.getFileName() + ".",
                        "a.heic,,picture not read,,avatar,name,\"Must end in .jpg, .jpeg, .png, .gif or .webp.\"",
                        "b.jpg,b,picture not read,,avatar,max_size,Must have at least one byte and at most 10 MiB.",
                        "c.jpg,c,picture not read,,avatar,max_size,Must have at least one byte and at most 10 MiB.",
                        "d.jpg,d,picture not read,,avatar,link,Is not a file.");
        String avatar = found("subject=" + mark).getString("avatar");
        assertThat(portrait.get(avatar).status()).isEqualTo(200);
        program.run(arguments).ended(1, "1 unchanged", "1 pictures unchanged", "6 pictures failed");
        assertThat(found("subject=" + mark).getString("avatar")).isEqualTo(avatar);
        Files.write(photo, Photos.jpeg(41, 30));
        program.run(arguments).ended(1, "1 unchanged", "1 pictures sent", "6 pictures failed");
        assertThat(found("subject=" + mark).getString("avatar")).isNotEqualTo(avatar);
    }

    private String token(Duration validity, String subject) {
        return portrait.minter()
                .sign(TokenMinter.claims(subject, validity)
                        .claim("groups", List.of("admin"))
                        .build());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns how many changes of this administrator are in the audit log. */
    private int audited() {
        String caller;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(administrator));
            caller = "\"caller\":\"sub:" + HexFormat.of().formatHex(digest) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return server.auditText().split(caller, -1).length - 1;
    }

    private int count(String filter) {
        return portrait.get("api/v2/user/?" + filter, admin).user().getInt("count");
    }

    private JsonObject found(String filter) {
        JsonObject page = portrait.get("api/v2/user/?" + filter, admin).user();
        assertThat(page.getInt("count")).isEqualTo(1);
        return page.getJsonArray("results").getJsonObject(0);
    }

    private List<String> statuses() {
        return Stream.of("a", "b", "c", "d")
                .map(name -> found("subject=" + mark + name).getString("status"))
                .toList();
    }

    private void setStatus(String subject, String status) {
        JsonValue id = found("subject=" + subject).get("id");
        portrait.send(
                        "PATCH",
                        "api/v2/user/" + id + "/status/",
                        admin,
                        "application/json",
                        utf8("{\"status\":\"" + status + "\"}"))
                .user();
    }

    private void delete(Person person) {
        portrait.send(portrait.request(person.path())
                        .header("Authorization", "Bearer " + admin)
                        .method("DELETE", BodyPublishers.noBody()))
                .user();
    }
}
