package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.spi.ToolProvider;

/** Packages the bare method as a WAR. */
final class BareWar {

    private BareWar() {}

    /** Writes the WAR to a folder and returns its path. */
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
        // Without this, Payara 6.2025.10 requires no token: it ignores the annotations of the application class, which
        // is
        // not a bean.
        Files.writeString(classes.resolveSibling("beans.xml"), """
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="all"/>
                """);
        // Without this, WildFly 39.0.1 ignores @RolesAllowed.
        Files.writeString(classes.resolveSibling("web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <context-param>
                    <param-name>resteasy.role.based.security</param-name>
                    <param-value>true</param-value>
                  </context-param>
                </web-app>
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
