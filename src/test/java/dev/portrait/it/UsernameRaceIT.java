package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EveryServer
@ContractSection(2)
@DisplayName("Concurrent changes")
class UsernameRaceIT {

    private static final int WRITERS = 20;

    private final Portrait portrait;

    UsernameRaceIT(Portrait portrait) {
        this.portrait = portrait;
    }

    @Test
    @DisplayName("Of 20 simultaneous PUTs for one username, one succeeds and 19 are field errors")
    void one_name() throws Exception {
        String name = "Race-" + UUID.randomUUID();
        List<Person> people = Stream.generate(portrait::person).limit(WRITERS).toList();

        List<Answer> answers = AtOnce.run(
                people, person -> person.form("PUT", Map.of("username", spelling(name, person), "bio", "written")));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.refusedFields("username:unique"));
        assertThat(people.stream()
                        .map(Person::profile)
                        .filter(profile -> profile.getString("username").equalsIgnoreCase(name)
                                || profile.getString("bio").equals("written")))
                .hasSize(1);
    }

    private static String spelling(String name, Person person) {
        return person.id() % 2 == 0 ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
    }

    @Test
    @DisplayName("20 simultaneous PATCHes of one profile all succeed and keep each other's fields")
    void keeps_all_fields_of_one_profile() throws Exception {
        Person ann = portrait.person();
        ann.form("PUT", Map.of("location", "stays")).user();

        List<Answer> answers = AtOnce.run(
                IntStream.range(0, WRITERS).boxed().toList(),
                i -> ann.form("PATCH", i % 2 == 0 ? Map.of("bio", "b" + i) : Map.of("description", "d" + i)));

        assertThat(answers).allSatisfy(Answer::user);
        assertThat(ann.profile().getString("bio")).startsWith("b");
        assertThat(ann.profile().getString("description")).startsWith("d");
        assertThat(ann.profile().getString("location")).isEqualTo("stays");
    }

    @Test
    void allows_changing_the_case_of_a_username() {
        Person ann = portrait.person();
        String name = ann.profile().getString("username").toUpperCase(Locale.ROOT);

        ann.form("PUT", Map.of("username", name)).user();

        assertThat(ann.profile().getString("username")).isEqualTo(name);
    }
}
