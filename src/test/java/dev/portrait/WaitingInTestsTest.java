package dev.portrait;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests wait for a condition, by Await or Awaitility. A pause of fixed length is too long or too short. */
@AnalyzeClasses(packages = "dev.portrait", importOptions = ImportOption.OnlyIncludeTests.class)
class WaitingInTestsTest {

    @ArchTest
    static final ArchRule tests_neither_sleep_nor_spin =
            noClasses().should().accessTargetWhere(ArchitectureTest.pause());
}
