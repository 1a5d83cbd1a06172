package dev.portrait.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.picture.Photos;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generates clients with OpenAPI Generator, which Maven copies to {@code target} with the libraries of its Java client.
 *
 * <p>The OpenAPI document has two workarounds for the generator. It mixes up equal request bodies of one path, so those of
 * PUT and PATCH have different descriptions. It generates no model for a schema that only forms use
 * (https://github.com/OpenAPITools/openapi-generator/pull/8125), so POST has {@code ProfileForm} for JSON too. The
 * first was seen in the version that pom.xml names.
 */
@BlackBox
@Tag("node")
@ContractSection({1, 2, 3, 4})
@DisplayName("From the OpenAPI document of the server")
class GeneratedClientsIT {

    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
    private static final String JAVA = JDK.resolve("java").toString();
    private static final Path GENERATOR = Path.of("target", "openapi-generator-cli.jar");
    private static final String LIBRARIES =
            Path.of("target", "generated-client-lib").toAbsolutePath() + "/*";

    private final Portrait portrait;
    private final ClientFolder programs;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path generated;

    GeneratedClientsIT(Portrait portrait) throws IOException, InterruptedException {
        this.portrait = portrait;
        this.programs = ClientFolder.install("clients");
    }

    @Test
    @DisplayName("OpenAPI Generator generates a Java client that can change a profile")
    void java() throws IOException, InterruptedException {
        generate("java", "--library=native", "--additional-properties=useJakartaEe=true");
        compileJava();

        assertChangesProfile(
                JAVA,
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-classpath",
                generated.resolve("classes") + ":" + LIBRARIES,
                "ChangeProfile");
    }

    @Test
    @DisplayName("OpenAPI Generator generates a TypeScript client that can change a profile")
    void typescript() throws IOException, InterruptedException {
        generate("typescript-fetch");
        for (String file : List.of("change-profile.ts", "tsconfig.json")) {
            Files.copy(programs.path().resolve(file), generated.resolve(file));
        }
        programs.run(
                Map.of(),
                "node_modules/.bin/tsc",
                "--project",
                generated.toString(),
                "--typeRoots",
                "node_modules/@types");

        assertChangesProfile(
                "node", generated.resolve("compiled/change-profile.js").toString());
    }

    @Test
    @DisplayName("Spectral reports no problems")
    void spectral() throws IOException, InterruptedException {
        programs.run(
                Map.of(),
                "node_modules/.bin/spectral",
                "lint",
                "--ruleset=spectral.yaml",
                "--fail-severity=hint",
                documentUrl());
    }

    private void generate(String generator, String... options) throws IOException, InterruptedException {
        Stream<String> command = Stream.of(
                JAVA,
                "-jar",
                GENERATOR.toAbsolutePath().toString(),
                "generate",
                "--input-spec=" + documentUrl(),
                "--generator-name=" + generator,
                "--output=" + generated.resolve(generator));
        programs.run(Map.of(), Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }

    private String documentUrl() {
        return portrait.base().resolve("openapi").toString();
    }

    private void compileJava() throws IOException, InterruptedException {
        try (Stream<Path> sources = Files.walk(generated.resolve("java/src/main/java"))) {
            Stream<String> compiler = Stream.of(
                    JDK.resolve("javac").toString(),
                    "-encoding",
                    "UTF-8",
                    "-classpath",
                    LIBRARIES,
                    "-d",
                    generated.resolve("classes").toString(),
                    "ChangeProfile.java");
            Stream<String> client = sources.map(Path::toString).filter(file -> file.endsWith(".java"));
            programs.run(Map.of(), Stream.concat(compiler, client).toArray(String[]::new));
        }
    }

    /** Runs the program and compares what it prints with the profile. */
    private void assertChangesProfile(String... program) throws IOException, InterruptedException {
        Person ann = portrait.person();

        String printed = programs.run(
                Map.of(
                        "PORTRAIT_ID", String.valueOf(ann.id()),
                        "PORTRAIT_TOKEN", ann.token(),
                        "PORTRAIT_PHOTO", programs.write("photo.jpg", Photos.jpeg(60, 40))),
                program);

        JsonObject profile = ann.profile();
        assertThat(profile.getString("description")).isEqualTo("Läuft ☀");
        assertThat(profile.getString("location")).isEqualTo("Milano");
        assertThat(printed.lines())
                .containsExactly(
                        "description: Läuft ☀",
                        "location: Milano",
                        "date of birth: none",
                        "avatar: " + profile.getString("avatar"),
                        "cover: " + profile.getString("cover"),
                        "found: 1 false",
                        "refused: 400 description max_length");
    }
}
