package dev.portrait;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
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

/** Integration tests have the tags by which the executions in pom.xml select them (see CONTRIBUTING.md). */
@AnalyzeClasses(packages = "dev.portrait.it", importOptions = ImportOption.OnlyIncludeTests.class)
class TestTagsTest {

    private static final Set<String> ONLY_IN_THE_FULL_PROFILE =
            Set.of("own-server", "chromium", "node", "cluster", "keycloak", "redeploy");
    private static final Set<String> KNOWN = Set.of("black-box", "every-server", "direct");

    // A misspelt tag would move a class into an execution that it is not made for.
    @ArchTest
    static final ArchRule tags_are_known =
            classes().that().haveSimpleNameEndingWith("IT").should(haveKnownTagsOnly());

    @ArchTest
    static final ArchRule verify_starts_one_server_and_no_database = noClasses()
            .that()
            .haveSimpleNameEndingWith("IT")
            .and(DescribedPredicate.describe(
                    "run in every profile", type -> tags(type).stream().noneMatch(ONLY_IN_THE_FULL_PROFILE::contains)))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(PayaraMicro.class, EmbeddedPostgres.class, S3Server.class)
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("DurablePostgres");

    private static ArchCondition<JavaClass> haveKnownTagsOnly() {
        return new ArchCondition<>("have known tags only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> unknown = new TreeSet<>(tags(type));
                unknown.removeAll(KNOWN);
                unknown.removeAll(ONLY_IN_THE_FULL_PROFILE);
                events.add(new SimpleConditionEvent(type, unknown.isEmpty(), type.getName() + " has " + unknown));
            }
        };
    }

    private static Set<String> tags(JavaClass type) {
        return AnnotationSupport.findRepeatableAnnotations(type.reflect(), Tag.class).stream()
                .map(Tag::value)
                .collect(Collectors.toSet());
    }
}
