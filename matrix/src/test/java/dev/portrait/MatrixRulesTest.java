package dev.portrait;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies the rules for test classes of the main build to the tests of the matrix. */
@AnalyzeClasses(packages = "dev.portrait", importOptions = ImportOption.OnlyIncludeTests.class)
class MatrixRulesTest {

    private static final Set<String> MATRIX_ONLY =
            Set.of("own-server", "chromium", "node", "cluster", "keycloak", "redeploy");

    @ArchTest
    static final ArchRule tests_neither_sleep_nor_spin = WaitingInTestsTest.tests_neither_sleep_nor_spin;

    @ArchTest
    static final ArchRule tags_are_known = classes()
            .that()
            .haveSimpleNameEndingWith("IT")
            .should(TestTagsTest.haveNoTagsBut(Stream.of(TestTagsTest.KNOWN, MATRIX_ONLY)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet())));

    // Without such a tag, no execution runs the class, or one without the programs that it needs.
    @ArchTest
    static final ArchRule tests_have_a_tag_of_the_matrix = classes()
            .that()
            .haveSimpleNameEndingWith("IT")
            .should(ArchConditions.be(DescribedPredicate.describe(
                    "tagged with one of " + MATRIX_ONLY,
                    (JavaClass type) -> !Collections.disjoint(TestTagsTest.tags(type), MATRIX_ONLY))));
}
