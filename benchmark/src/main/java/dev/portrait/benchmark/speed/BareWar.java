package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.spi.ToolProvider;

/** The bare method as an application of its own. */
final class BareWar {

    private BareWar() {}

    /** Makes it, and writes it there. */
    static Path writeTo(Path folder) throws IOException {
        Path classes = Files.createDirectories(
                folder.resolve("bare").resolve("WEB-INF").resolve("classes"));
        for (Class<?> part : new Class<?>[] {BareApplication.class, BareResource.class}) {
            String file = part.getName().replace('.', '/') + ".class";
            Path copy = classes.resolve(file);
            Files.createDirectories(copy.getParent());
            try (InputStream in = part.getClassLoader().getResourceAsStream(file)) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // Without it, the server does not look at a class that is no bean, as the application is, and asks for no
        // token.
        Files.writeString(classes.resolveSibling("beans.xml"), """
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="all"/>
                """);
        Path war = folder.resolve("bare.war");
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file=" + war,
                        "-C",
                        folder.resolve("bare").toString(),
                        ".");
        return war;
    }
}
