package dev.portrait;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.portrait.it.server.PayaraMicro;
import dev.portrait.media.S3Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;

/** Integration tests have the tags by which the executions in matrix/pom.xml select them (see CONTRIBUTING.md). */
@AnalyzeClasses(packages = "dev.portrait.it", importOptions = ImportOption.OnlyIncludeTests.class)
class TestTagsTest {

    static final Set<String> KNOWN = Set.of("black-box", "every-server", "direct", "any-database");

    // matrix/pom.xml would run a class with a misspelt tag on the wrong servers.
    @ArchTest
    static final ArchRule tags_are_known =
            classes().that().haveSimpleNameEndingWith("IT").should(haveNoTagsBut(KNOWN));

    @ArchTest
    static final ArchRule verify_starts_one_server_and_no_database = noClasses()
            .that()
            .haveSimpleNameEndingWith("IT")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(PayaraMicro.class, EmbeddedPostgres.class, S3Server.class);

    static ArchCondition<JavaClass> haveNoTagsBut(Set<String> known) {
        return new ArchCondition<>("have no tags but " + known) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> unknown = new TreeSet<>(tags(type));
                unknown.removeAll(known);
                events.add(new SimpleConditionEvent(type, unknown.isEmpty(), type.getName() + " has " + unknown));
            }
        };
    }

    static Set<String> tags(JavaClass type) {
        return AnnotationSupport.findRepeatableAnnotations(type.reflect(), Tag.class).stream()
                .map(Tag::value)
                .collect(Collectors.toSet());
    }
}
