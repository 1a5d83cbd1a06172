package dev.portrait;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.portrait.config.SystemClock;
import dev.portrait.media.MediaName;
import dev.portrait.telemetry.RequestId;
import dev.portrait.user.AvatarService;
import dev.portrait.user.DeletionService;
import dev.portrait.user.FailedCommit;
import dev.portrait.user.LeaseService;
import dev.portrait.user.UserAdministration;
import dev.portrait.user.UserService;
import jakarta.ejb.TransactionAttribute;
import jakarta.servlet.ServletContext;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.Timer;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** The dependencies and bans of design §2. The root package, where the parts are put together, may use all. */
@AnalyzeClasses(packages = "dev.portrait", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static {
        // What Java's own classes are made of is not asked here, and reading them would take seconds.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    private static final String CONFIG = "dev.portrait.config";
    private static final String ERROR = "dev.portrait.error";
    private static final String ERROR_WEB = "dev.portrait.error.web";
    private static final String MEDIA = "dev.portrait.media";
    private static final String OPS = "dev.portrait.ops";
    private static final String PLATFORM = "dev.portrait.platform";
    private static final String PICTURE = "dev.portrait.picture";
    private static final String SECURITY = "dev.portrait.security";
    private static final String TELEMETRY = "dev.portrait.telemetry";
    private static final String USER = "dev.portrait.user";

    private static final String ANNOTATIONS = "jakarta.annotation..";
    private static final String AWS_SDK = "software.amazon.awssdk..";
    private static final String CDI = "jakarta.enterprise..";
    private static final String EJB = "jakarta.ejb";
    private static final String JAX_RS = "jakarta.ws.rs..";
    private static final String JSON = "jakarta.json..";

    private static final String[] ROOMS_AND_APIS = {
        USER,
        MEDIA,
        PICTURE,
        SECURITY,
        PLATFORM,
        CONFIG,
        ERROR,
        TELEMETRY,
        JSON,
        CDI,
        EJB,
        ANNOTATIONS,
        "jakarta.servlet..",
        "javax.management"
    };

    // Who may know whom

    @ArchTest
    static final ArchRule config_knows_microprofile_config_and_cdi =
            only("dev.portrait.config", CDI, "org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule error_knows_nothing_but_that_it_rolls_back = only("dev.portrait.error", EJB);

    @ArchTest
    static final ArchRule error_web_knows_error_config_and_http = only(
            "dev.portrait.error.web",
            ERROR,
            CONFIG,
            TELEMETRY,
            JAX_RS,
            JSON,
            CDI,
            "jakarta.servlet..",
            "javax.transaction.xa",
            ANNOTATIONS,
            "javax.xml.stream",
            EJB);

    @ArchTest
    static final ArchRule picture_knows_error_config_and_image_io = only(
            "dev.portrait.picture",
            ERROR,
            CONFIG,
            TELEMETRY,
            "javax.imageio..",
            "com.twelvemonkeys.imageio..",
            "javax.security.auth",
            "org.w3c.dom");

    @ArchTest
    static final ArchRule media_knows_error_config_cdi_and_timers =
            only("dev.portrait.media", ERROR, CONFIG, TELEMETRY, CDI, EJB, ANNOTATIONS, AWS_SDK);

    @ArchTest
    static final ArchRule the_s3_client_is_known_to_the_s3_store_alone = noClasses()
            .that()
            .haveNameNotMatching("dev\\.portrait\\.media\\.S3.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AWS_SDK);

    @ArchTest
    static final ArchRule media_web_knows_media_and_http =
            only("dev.portrait.media.web", MEDIA, ERROR, ERROR_WEB, CONFIG, JAX_RS, CDI, ANNOTATIONS);

    @ArchTest
    static final ArchRule user_knows_error_config_persistence_and_of_media_the_name_alone = classes()
            .that()
            .resideInAPackage("dev.portrait.user")
            .should()
            .onlyDependOnClassesThat(
                    known("dev.portrait.user", ERROR, CONFIG, TELEMETRY, "jakarta.persistence", EJB, CDI, ANNOTATIONS)
                            .or(equivalentTo(MediaName.class)));

    @ArchTest
    static final ArchRule user_web_knows_its_features_and_http = only(
            "dev.portrait.user.web", USER, MEDIA, PICTURE, SECURITY, ERROR, CONFIG, JAX_RS, JSON, CDI, ANNOTATIONS);

    @ArchTest
    static final ArchRule security_knows_error_config_and_tokens = only(
            "dev.portrait.security", ERROR, CONFIG, JAX_RS, JSON, CDI, ANNOTATIONS, "org.eclipse.microprofile.jwt..");

    @ArchTest
    static final ArchRule security_web_knows_security_config_and_http =
            only("dev.portrait.security.web", SECURITY, CONFIG, TELEMETRY, JAX_RS, CDI, "jakarta.servlet..");

    @ArchTest
    static final ArchRule platform_knows_config_and_what_servers_differ_in = only(
            "dev.portrait.platform",
            CONFIG,
            JAX_RS,
            CDI,
            EJB,
            ANNOTATIONS,
            "jakarta.servlet..",
            "jakarta.transaction",
            "javax.naming",
            "javax.sql",
            "org.flywaydb.core..",
            "com.fasterxml.jackson.databind.type",
            "org.hibernate..");

    @ArchTest
    static final ArchRule telemetry_knows_nobody = only("dev.portrait.telemetry", CDI);

    @ArchTest
    static final ArchRule ops_knows_every_room = only("dev.portrait.ops", ROOMS_AND_APIS);

    @ArchTest
    static final ArchRule ops_web_knows_ops_and_http =
            only("dev.portrait.ops.web", OPS, TELEMETRY, JAX_RS, JSON, CDI, ANNOTATIONS, "jakarta.servlet..");

    @ArchTest
    static final ArchRule ops_microprofile_knows_what_not_every_server_has = only(
            "dev.portrait.ops.microprofile",
            OPS,
            TELEMETRY,
            CDI,
            "org.eclipse.microprofile.health..",
            "org.eclipse.microprofile.metrics..");

    @ArchTest
    static final ArchRule every_package_is_ruled_here = classes()
            .should()
            .resideInAnyPackage(
                    "dev.portrait",
                    CONFIG,
                    ERROR,
                    ERROR_WEB,
                    PICTURE,
                    MEDIA,
                    "dev.portrait.media.web",
                    USER,
                    "dev.portrait.user.web",
                    SECURITY,
                    "dev.portrait.security.web",
                    PLATFORM,
                    TELEMETRY,
                    "dev.portrait.ops",
                    "dev.portrait.ops.web",
                    "dev.portrait.ops.microprofile");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("dev.portrait.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule features_are_free_of_cycles =
            slices().matching("dev.portrait.(*)..").should().beFreeOfCycles();

    // What is never done

    @ArchTest
    static final ArchRule hibernate_is_known_to_platform_alone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.portrait.platform")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hibernate..");

    @ArchTest
    static final ArchRule images_are_known_to_picture_alone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.portrait.picture")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..", "com.twelvemonkeys..");

    @ArchTest
    static final ArchRule no_server_is_known = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..",
                    "io.undertow..",
                    "com.ibm..",
                    "io.openliberty..",
                    "fish.payara..",
                    "com.sun..",
                    "sun..");

    @ArchTest
    static final ArchRule services_of_users_alone_open_transactions = noClasses()
            .that()
            .doNotBelongToAnyOf(
                    UserService.class,
                    AvatarService.class,
                    UserAdministration.class,
                    DeletionService.class,
                    FailedCommit.class,
                    LeaseService.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(TransactionAttribute.class, Transactional.class);

    @ArchTest
    static final ArchRule nothing_is_printed = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule time_is_told_by_a_clock = noClasses()
            .that()
            .doNotBelongToAnyOf(SystemClock.class)
            .should()
            .callMethodWhere(callOf("java\\.time\\..*", "now").and(not(withClock())))
            .orShould()
            .callMethodWhere(callOf("java\\.time\\.Clock", "system.*|tick.*"))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class, java.util.Calendar.class);

    @ArchTest
    static final ArchRule there_are_no_threads_of_our_own = noClasses()
            .should()
            .callConstructorWhere(target(owner(JavaClass.Predicates.assignableTo(Thread.class))))
            .orShould()
            .callMethodWhere(callOf("java\\.lang\\.Thread", "start|startVirtualThread|ofVirtual"))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, Timer.class)
            .orShould()
            .callMethodWhere(callOf("java\\.util\\.concurrent\\.CompletableFuture", ".*Async"))
            .orShould()
            .callMethodWhere(callOf("java\\.util\\..*", "parallelStream|parallel"));

    // Transactions pauses for a few milliseconds before it retries what the database rolled back, at random so that the
    // same requests do not collide again. Bulkhead pauses after a picture for as long as the work took, to leave half
    // of
    // the time to requests without pictures. Neither waits for an event, so there is no condition to wait on.
    @ArchTest
    static final ArchRule two_classes_pause = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.portrait.user.Transactions")
            .and()
            .doNotHaveFullyQualifiedName("dev.portrait.picture.Bulkhead")
            .should()
            .accessTargetWhere(pause());

    @ArchTest
    static final ArchRule the_whole_jvm_is_left_as_it_is = noClasses()
            .should()
            .callMethodWhere(callOf(ImageIO.class.getName(), "set.*|scanForPlugins"))
            .orShould()
            .callMethodWhere(callOf("java\\.lang\\.System", "set.*|clearProperty|exit|gc"))
            .orShould()
            .callMethodWhere(callOf("java\\.util\\.Locale|" + TimeZone.class.getName(), "setDefault"))
            .orShould()
            .callMethodWhere(callOf("java\\.security\\.Security", "(set|add|insert|remove).*"));

    // Codecs fills a registry of its own; that it leaves the JVM's alone, RegistryTest sees.
    @ArchTest
    static final ArchRule image_plugins_are_registered_nowhere_else = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.portrait.picture.Codecs")
            .should()
            .callMethodWhere(callOf("javax\\.imageio\\.spi\\..*Registry", "(de)?register.*|(un)?setOrdering"));

    @ArchTest
    static final ArchRule pictures_are_never_read_at_a_stroke =
            noClasses().should().callMethodWhere(callOf(ImageIO.class.getName(), "read"));

    @ArchTest
    static final ArchRule the_war_is_never_taken_for_a_folder =
            noClasses().should().callMethod(ServletContext.class, "getRealPath", String.class);

    @ArchTest
    static final ArchRule static_fields_are_final = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    // The one exception is bound to a thread and taken away again; JUL has nothing of the kind.
    @ArchTest
    static final ArchRule static_fields_hold_nothing_that_changes = noFields()
            .that()
            .areStatic()
            .and()
            .areNotDeclaredIn(RequestId.class)
            .should()
            .haveRawType(changeable());

    @ArchTest
    static final ArchRule names_say_what_a_class_is_responsible_for = noClasses()
            .that()
            .areNotAssignableTo(TransactionManager.class) // the name is Jakarta's
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveNameMatching(".*Utils?")
            .orShould()
            .haveNameMatching(".*D(TO|to)")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    private static ArchRule only(String owner, String... others) {
        return classes().that().resideInAPackage(owner).should().onlyDependOnClassesThat(known(owner, others));
    }

    // What everyone may know: themselves, Java, and the annotations that say nothing of a technology.
    private static DescribedPredicate<JavaClass> known(String owner, String... others) {
        List<String> packages = new ArrayList<>(List.of(owner, "java..", "jakarta.inject", "org.jspecify.annotations"));
        packages.addAll(Arrays.asList(others));
        return resideInAnyPackage(packages.toArray(String[]::new));
    }

    private static DescribedPredicate<JavaAccess<?>> callOf(String ownerPattern, String namePattern) {
        return target(owner(nameMatching(ownerPattern)))
                .and(target(nameMatching(namePattern)))
                .as("%s.%s", ownerPattern, namePattern);
    }

    /** Every call, and every reference to a method, that makes a thread pause or spin. */
    static DescribedPredicate<JavaAccess<?>> pause() {
        return callOf("java\\.lang\\.Thread", "sleep|onSpinWait|yield")
                .or(callOf("java\\.util\\.concurrent\\.TimeUnit", "sleep|timedWait"))
                .or(callOf("java\\.util\\.concurrent\\.locks\\.LockSupport", "park.*"))
                .or(callOf(".*", "wait")) // the class of the object, which need not be Object
                .as("Thread.sleep, TimeUnit.sleep, LockSupport.park, Object.wait and Thread.onSpinWait");
    }

    private static DescribedPredicate<JavaAccess<?>> withClock() {
        return DescribedPredicate.describe(
                "with a clock", access -> access.getTarget().getFullName().contains("(" + Clock.class.getName() + ")"));
    }

    private static DescribedPredicate<JavaClass> changeable() {
        return nameMatching("java\\.util\\.concurrent\\..*")
                .or(nameMatching("java\\.util\\.(Hash|LinkedHash|Tree|Enum|WeakHash|IdentityHash)(Map|Set)"))
                .or(nameMatching("java\\.util\\.(ArrayList|LinkedList|ArrayDeque|Vector|Hashtable|Properties)"))
                .or(nameMatching("java\\.lang\\.(ThreadLocal|StringBuilder|StringBuffer)"))
                .forSubtype();
    }
}
