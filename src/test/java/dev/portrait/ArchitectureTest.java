package dev.portrait;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.portrait.avatar.web.AvatarApplication;
import dev.portrait.config.SystemClock;
import dev.portrait.json.SharedProvider;
import dev.portrait.media.MediaName;
import dev.portrait.media.web.MediaApplication;
import dev.portrait.security.AdministratorOnly;
import dev.portrait.security.OwnerOnly;
import dev.portrait.security.OwnerOrAdmin;
import dev.portrait.telemetry.RequestId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.Json;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The dependencies and bans of design §2. The root package assembles the application and may use everything. */
@AnalyzeClasses(packages = "dev.portrait", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static {
        // The rules do not concern the members of Java's own classes, which take seconds to read.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    private static final String AVATAR = "dev.portrait.avatar";
    private static final String CONFIG = "dev.portrait.config";
    private static final String CONTRACT = "dev.portrait.contract";
    private static final String ERROR = "dev.portrait.error";
    private static final String FORM = "dev.portrait.form";
    private static final String LANGUAGE = "dev.portrait.language";
    private static final String ERROR_WEB = "dev.portrait.error.web";
    private static final String JSON_PROVIDER = "dev.portrait.json";
    private static final String MEDIA = "dev.portrait.media";
    private static final String MEMORY = "dev.portrait.memory";
    private static final String OPS = "dev.portrait.ops";
    private static final String BODY = "dev.portrait.platform.body";
    private static final String PERSISTENCE = "dev.portrait.platform.persistence";
    private static final String PICTURE = "dev.portrait.picture";
    private static final String PROFILE = "dev.portrait.user.profile";
    private static final String REDEPLOY = "dev.portrait.platform.redeploy";
    private static final String PICTURE_DRAWING = "dev.portrait.picture.drawing";
    private static final String PICTURE_RASTER = "dev.portrait.picture.raster";
    private static final String PICTURE_FORMAT = "dev.portrait.picture.format";
    private static final String PICTURE_JPEG = "dev.portrait.picture.jpeg";
    private static final String PICTURE_PNG = "dev.portrait.picture.png";
    private static final String PICTURE_GIF = "dev.portrait.picture.gif";
    private static final String PICTURE_WEBP = "dev.portrait.picture.webp";
    private static final String SECURITY = "dev.portrait.security";
    private static final String TELEMETRY = "dev.portrait.telemetry";
    private static final String USER = "dev.portrait.user";
    private static final String USER_WEB = "dev.portrait.user.web";
    private static final String VISIBILITY = "dev.portrait.user.visibility";

    private static final String ANNOTATIONS = "jakarta.annotation..";
    private static final String AWS_SDK = "software.amazon.awssdk..";
    private static final String CDI = "jakarta.enterprise..";
    private static final String EJB = "jakarta.ejb";
    private static final String IMAGE_IO = "javax.imageio..";
    private static final String JAX_RS = "jakarta.ws.rs..";
    private static final String JSON = "jakarta.json..";
    private static final String TWELVE_MONKEYS = "com.twelvemonkeys.imageio..";

    private static final String[] FEATURES_AND_APIS = {
        AVATAR,
        BODY,
        USER,
        MEDIA,
        PICTURE,
        SECURITY,
        PERSISTENCE,
        CONTRACT,
        CONFIG,
        ERROR,
        TELEMETRY,
        JSON_PROVIDER,
        JSON,
        CDI,
        EJB,
        ANNOTATIONS,
        "jakarta.servlet..",
        "javax.management"
    };

    // Dependencies

    @ArchTest
    static final ArchRule contract_uses_no_other_package = only(CONTRACT);

    @ArchTest
    static final ArchRule config_uses_only_the_contract_microprofile_config_and_cdi =
            only("dev.portrait.config", CONTRACT, CDI, "org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule error_uses_only_only_the_annotation_that_rolls_back = only("dev.portrait.error", EJB);

    @ArchTest
    static final ArchRule error_web_uses_only_error_texts_and_http = only(
            "dev.portrait.error.web",
            ERROR,
            FORM,
            LANGUAGE,
            TELEMETRY,
            JSON_PROVIDER,
            JAX_RS,
            JSON,
            "jakarta.servlet..",
            "javax.transaction.xa",
            EJB);

    @ArchTest
    static final ArchRule language_uses_no_other_package = only(LANGUAGE);

    @ArchTest
    static final ArchRule form_uses_only_the_contract_texts_config_and_http = only(
            FORM,
            CONTRACT,
            CONFIG,
            LANGUAGE,
            JSON_PROVIDER,
            JAX_RS,
            JSON,
            CDI,
            ANNOTATIONS,
            "jakarta.servlet..",
            "javax.xml.stream");

    @ArchTest
    static final ArchRule memory_uses_only_error = only(MEMORY, ERROR);

    @ArchTest
    static final ArchRule json_uses_no_other_package = only(JSON_PROVIDER, JSON);

    @ArchTest
    static final ArchRule picture_uses_only_its_formats = only(
            PICTURE,
            MEMORY,
            PICTURE_DRAWING,
            PICTURE_RASTER,
            PICTURE_FORMAT,
            PICTURE_JPEG,
            PICTURE_PNG,
            PICTURE_GIF,
            PICTURE_WEBP,
            ERROR,
            CONFIG,
            TELEMETRY,
            IMAGE_IO);

    @ArchTest
    static final ArchRule rasters_know_no_files = only(PICTURE_RASTER);

    @ArchTest
    static final ArchRule drawings_use_only_rasters = only(PICTURE_DRAWING, PICTURE_RASTER);

    // It asks for a GraphicsEnvironment, which some servers do not have.
    @ArchTest
    static final ArchRule drawings_need_no_graphics_environment = noClasses()
            .that()
            .resideInAPackage("dev.portrait.picture..")
            .should()
            .callMethodWhere(callOf(BufferedImage.class.getName(), "createGraphics|getGraphics"))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(GraphicsEnvironment.class);

    @ArchTest
    static final ArchRule what_formats_share_uses_only_no_format =
            only(PICTURE_FORMAT, PICTURE_RASTER, ERROR, TELEMETRY, IMAGE_IO, TWELVE_MONKEYS, "javax.security.auth");

    @ArchTest
    static final ArchRule jpeg_uses_only_no_other_format =
            only(PICTURE_JPEG, PICTURE_FORMAT, PICTURE_RASTER, IMAGE_IO, TWELVE_MONKEYS);

    @ArchTest
    static final ArchRule png_uses_only_no_other_format = only(PICTURE_PNG, PICTURE_FORMAT, PICTURE_RASTER);

    @ArchTest
    static final ArchRule gif_uses_only_no_other_format =
            only(PICTURE_GIF, PICTURE_FORMAT, PICTURE_RASTER, IMAGE_IO, "org.w3c.dom");

    @ArchTest
    static final ArchRule webp_uses_only_no_other_format =
            only(PICTURE_WEBP, PICTURE_FORMAT, PICTURE_RASTER, IMAGE_IO, TWELVE_MONKEYS);

    @ArchTest
    static final ArchRule media_uses_only_error_config_cdi_and_timers =
            only("dev.portrait.media", ERROR, CONFIG, TELEMETRY, CDI, EJB, ANNOTATIONS, AWS_SDK);

    @ArchTest
    static final ArchRule only_the_s3_store_uses_the_s3_client = noClasses()
            .that()
            .haveNameNotMatching("dev\\.portrait\\.media\\.S3.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AWS_SDK);

    @ArchTest
    static final ArchRule media_web_uses_only_media_and_http =
            only("dev.portrait.media.web", MEDIA, ERROR, ERROR_WEB, CONFIG, JAX_RS, CDI, ANNOTATIONS);

    @ArchTest
    static final ArchRule user_uses_persistence_and_only_the_name_from_media = classes()
            .that()
            .resideInAPackage("dev.portrait.user")
            .should()
            .onlyDependOnClassesThat(known(
                            "dev.portrait.user",
                            CONTRACT,
                            ERROR,
                            CONFIG,
                            TELEMETRY,
                            "jakarta.persistence",
                            EJB,
                            CDI,
                            ANNOTATIONS)
                    .or(equivalentTo(MediaName.class)));

    @ArchTest
    static final ArchRule visibility_uses_only_users_and_the_floors_of_the_site =
            only(VISIBILITY, USER, CONTRACT, CONFIG);

    @ArchTest
    static final ArchRule profile_uses_only_users_pictures_and_media_and_no_http =
            only(PROFILE, USER, MEDIA, PICTURE, SECURITY, CONTRACT, ERROR, CONFIG, CDI, EJB);

    @ArchTest
    static final ArchRule avatar_uses_only_users_pictures_and_media_and_no_http =
            only(AVATAR, USER, VISIBILITY, MEDIA, PICTURE, MEMORY, CONTRACT, CONFIG, ERROR, TELEMETRY, CDI, EJB);

    @ArchTest
    static final ArchRule avatar_web_uses_only_avatars_users_and_http = only(
            "dev.portrait.avatar.web",
            AVATAR,
            USER,
            USER_WEB,
            VISIBILITY,
            PICTURE,
            SECURITY,
            CONTRACT,
            CONFIG,
            ERROR,
            ERROR_WEB,
            JSON_PROVIDER,
            JAX_RS,
            JSON,
            CDI,
            EJB,
            ANNOTATIONS,
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule user_web_uses_only_its_features_and_http = only(
            USER_WEB,
            BODY,
            PROFILE,
            USER,
            VISIBILITY,
            MEDIA,
            PICTURE,
            SECURITY,
            CONTRACT,
            ERROR,
            FORM,
            CONFIG,
            JSON_PROVIDER,
            JAX_RS,
            JSON,
            CDI,
            EJB,
            ANNOTATIONS);

    @ArchTest
    static final ArchRule security_uses_only_error_config_and_tokens = only(
            "dev.portrait.security",
            ERROR,
            CONFIG,
            JSON_PROVIDER,
            JAX_RS,
            JSON,
            CDI,
            ANNOTATIONS,
            "org.eclipse.microprofile.jwt..");

    @ArchTest
    static final ArchRule security_web_uses_only_security_config_and_http = only(
            "dev.portrait.security.web",
            SECURITY,
            CONFIG,
            TELEMETRY,
            JSON_PROVIDER,
            JAX_RS,
            JSON,
            CDI,
            "jakarta.servlet..");

    @ArchTest
    static final ArchRule platform_body_uses_only_limits_and_http =
            only(BODY, CONTRACT, ERROR, CONFIG, MEMORY, TELEMETRY, JAX_RS, CDI, ANNOTATIONS, "jakarta.servlet..");

    @ArchTest
    static final ArchRule platform_persistence_uses_only_config_and_databases = only(
            PERSISTENCE,
            CONFIG,
            EJB,
            ANNOTATIONS,
            "jakarta.transaction",
            "javax.naming",
            "javax.net",
            "javax.sql",
            "org.flywaydb.core..",
            "org.hibernate..");

    @ArchTest
    static final ArchRule platform_address_uses_only_config_and_http =
            only("dev.portrait.platform.address", CONFIG, JAX_RS, CDI, "jakarta.servlet..");

    @ArchTest
    static final ArchRule platform_redeploy_uses_only_servlet_hibernate_and_jacksons_type_cache =
            only(REDEPLOY, "jakarta.servlet..", "org.hibernate..", "com.fasterxml.jackson.databind.type");

    @ArchTest
    static final ArchRule telemetry_uses_no_other_package = only("dev.portrait.telemetry", CDI);

    @ArchTest
    static final ArchRule ops_may_use_every_feature = only("dev.portrait.ops", FEATURES_AND_APIS);

    @ArchTest
    static final ArchRule ops_web_uses_only_ops_and_http = only(
            "dev.portrait.ops.web", OPS, TELEMETRY, JSON_PROVIDER, JAX_RS, JSON, CDI, ANNOTATIONS, "jakarta.servlet..");

    @ArchTest
    static final ArchRule ops_microprofile_uses_the_apis_that_some_servers_lack = only(
            "dev.portrait.ops.microprofile",
            OPS,
            TELEMETRY,
            CDI,
            ANNOTATIONS,
            "org.eclipse.microprofile.health..",
            "org.eclipse.microprofile.metrics..");

    @ArchTest
    static final ArchRule every_package_has_a_rule = classes()
            .should()
            .resideInAnyPackage(
                    "dev.portrait",
                    CONFIG,
                    CONTRACT,
                    ERROR,
                    ERROR_WEB,
                    FORM,
                    LANGUAGE,
                    MEMORY,
                    JSON_PROVIDER,
                    PICTURE,
                    PICTURE_DRAWING,
                    PICTURE_RASTER,
                    PICTURE_FORMAT,
                    PICTURE_JPEG,
                    PICTURE_PNG,
                    PICTURE_GIF,
                    PICTURE_WEBP,
                    MEDIA,
                    "dev.portrait.media.web",
                    USER,
                    VISIBILITY,
                    USER_WEB,
                    PROFILE,
                    AVATAR,
                    "dev.portrait.avatar.web",
                    SECURITY,
                    "dev.portrait.security.web",
                    "dev.portrait.platform.address",
                    "dev.portrait.platform.body",
                    PERSISTENCE,
                    REDEPLOY,
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

    // Bans

    @ArchTest
    static final ArchRule only_persistence_and_redeploy_use_hibernate = noClasses()
            .that()
            .resideOutsideOfPackages(PERSISTENCE, REDEPLOY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hibernate..");

    @ArchTest
    static final ArchRule only_picture_uses_image_apis = noClasses()
            .that()
            .resideOutsideOfPackage("dev.portrait.picture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..", "com.twelvemonkeys..");

    // The methods of Json search all jars of the server for the provider at each call (jakartaee/jsonp-api#154).
    @ArchTest
    static final ArchRule json_comes_from_the_shared_provider = noClasses()
            .that()
            .doNotBelongToAnyOf(SharedProvider.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Json.class)
            .orShould()
            .callMethod(JsonProvider.class, "provider");

    @ArchTest
    static final ArchRule no_class_of_a_server_is_used = noClasses()
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

    // Services say that they open none, since an EJB does so by default.
    @ArchTest
    static final ArchRule only_transactions_opens_transactions = classes()
            .that()
            .doNotHaveFullyQualifiedName("dev.portrait.user.Transactions")
            .and()
            .areAnnotatedWith(Stateless.class)
            .should()
            .beAnnotatedWith(opensNoTransaction());

    @ArchTest
    static final ArchRule no_other_bean_is_transactional = noClasses()
            .that()
            .areNotAnnotatedWith(Stateless.class)
            .and()
            .resideOutsideOfPackage(
                    "dev.portrait.platform.persistence") // passes the server's UserTransaction to Hibernate
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(TransactionAttribute.class, Transactional.class, UserTransaction.class);

    @ArchTest
    static final ArchRule no_method_opens_a_transaction = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .doNotHaveFullyQualifiedName("dev.portrait.user.Transactions")
            .should()
            .beAnnotatedWith(TransactionAttribute.class);

    // The services check ownership again. Without the annotation, the body of a foreign request would be read first.
    @ArchTest
    static final ArchRule every_method_that_writes_has_an_access_rule = methods()
            .that(areAnnotatedWithAny(List.of(PUT.class, POST.class, PATCH.class, DELETE.class)))
            .should(haveAnAccessRule());

    @ArchTest
    static final ArchRule nothing_is_printed = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule time_comes_from_a_clock = noClasses()
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

    // Database pauses for some milliseconds before it retries what the database rolled back, at random, so that
    // the same requests do not collide again. It does not wait for an event, so there is no condition to wait for.
    // Scaler lets other threads run between rows.
    @ArchTest
    static final ArchRule only_two_classes_pause = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.portrait.user.Database")
            .and()
            .doNotHaveFullyQualifiedName("dev.portrait.picture.raster.Scaler")
            .should()
            .accessTargetWhere(pause());

    @ArchTest
    static final ArchRule nothing_changes_the_whole_jvm = noClasses()
            .should()
            .callMethodWhere(callOf(ImageIO.class.getName(), "set.*|scanForPlugins"))
            .orShould()
            .callMethodWhere(callOf("java\\.lang\\.System", "set.*|clearProperty|exit|gc"))
            .orShould()
            .callMethodWhere(callOf("java\\.util\\.Locale|" + TimeZone.class.getName(), "setDefault"))
            .orShould()
            .callMethodWhere(callOf("java\\.security\\.Security", "(set|add|insert|remove).*"));

    // JpegFormat fills a registry of its own. RegistryTest checks that the JVM's registry stays as it is.
    @ArchTest
    static final ArchRule no_image_plugins_are_registered = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.portrait.picture.jpeg.JpegFormat")
            .should()
            .callMethodWhere(callOf("javax\\.imageio\\.spi\\..*Registry", "(de)?register.*|(un)?setOrdering"));

    @ArchTest
    static final ArchRule no_picture_is_read_by_image_io_read =
            noClasses().should().callMethodWhere(callOf(ImageIO.class.getName(), "read"));

    @ArchTest
    static final ArchRule nothing_relies_on_an_unpacked_war =
            noClasses().should().callMethod(ServletContext.class, "getRealPath", String.class);

    // Open Liberty makes the proxy of @Context implement all interfaces of one request's object (RESTEASY-2866,
    // OpenLiberty/open-liberty#16470), among them one that redeclares getQueryString. The proxy then fails with every
    // request that a filter wraps (seen in 25.0.0.9). The exception only reads an attribute, and mappers are no beans.
    @ArchTest
    static final ArchRule the_servlet_request_is_injected_by_cdi = noFields()
            .that()
            .haveRawType(HttpServletRequest.class)
            .and()
            .areNotDeclaredIn("dev.portrait.platform.body.UnreadablePartsMapper")
            .should()
            .beAnnotatedWith(Context.class);

    @ArchTest
    static final ArchRule static_fields_are_final = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    // RequestId binds the id to a thread and removes it again: java.util.logging has no such context. DatabaseSockets
    // hands over the socket of a connection: pgjdbc creates its own instance of the class.
    @ArchTest
    static final ArchRule static_fields_are_immutable = noFields()
            .that()
            .areStatic()
            .and()
            .areNotDeclaredIn(RequestId.class)
            .and()
            .areNotDeclaredIn("dev.portrait.platform.persistence.DatabaseSockets")
            .should()
            .haveRawType(changeable());

    @ArchTest
    static final ArchRule class_names_have_no_empty_words = noClasses()
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

    @ArchTest
    static void every_resource_and_provider_is_registered(JavaClasses classes) {
        assertThat(Stream.of(new RestApplication(), new MediaApplication(), new AvatarApplication())
                        .flatMap(application -> application.getClasses().stream())
                        .map(Class::getName))
                .containsAll(classes.stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) || type.isAnnotatedWith(Provider.class))
                        .map(JavaClass::getName)
                        .toList());
    }

    private static DescribedPredicate<JavaAnnotation<?>> opensNoTransaction() {
        return DescribedPredicate.describe(
                "@TransactionAttribute(NOT_SUPPORTED)",
                annotation -> annotation.getRawType().isEquivalentTo(TransactionAttribute.class)
                        && annotation
                                .as(TransactionAttribute.class)
                                .value()
                                .equals(TransactionAttributeType.NOT_SUPPORTED));
    }

    private static DescribedPredicate<CanBeAnnotated> areAnnotatedWithAny(List<Class<? extends Annotation>> types) {
        return DescribedPredicate.describe(
                "are annotated with any of " + types, method -> types.stream().anyMatch(method::isAnnotatedWith));
    }

    private static ArchCondition<JavaMethod> haveAnAccessRule() {
        DescribedPredicate<CanBeAnnotated> rule =
                areAnnotatedWithAny(List.of(OwnerOnly.class, OwnerOrAdmin.class, AdministratorOnly.class));
        return ArchCondition.from(DescribedPredicate.describe(
                "have an access rule", method -> rule.test(method) || rule.test(method.getOwner())));
    }

    private static ArchRule only(String owner, String... others) {
        return classes().that().resideInAPackage(owner).should().onlyDependOnClassesThat(known(owner, others));
    }

    // Every package may use itself, Java, and annotations without a technology behind them.
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

    /** Every call of a method, and every reference to one, that makes a thread pause or spin. */
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
