package dev.portrait.it;

import dev.portrait.it.neighbour.NeighbourServlet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A second application with a different version of Hibernate. */
final class NeighbourWar {

    // An older version of Hibernate and its annotations, copied by the build.
    private static final Path OWN = Path.of("target", "neighbour-lib");
    // Other libraries that this Hibernate needs, and its database.
    private static final Path COMMON = Path.of("target", "portrait", "WEB-INF", "lib");
    private static final List<String> LIBRARIES =
            List.of("antlr4-runtime", "byte-buddy", "classmate", "h2", "jandex", "jboss-logging");

    private NeighbourWar() {}

    static Path write(Path file) throws IOException {
        WebArchive war =
                ShrinkWrap.create(WebArchive.class, "neighbour.war").addPackage(NeighbourServlet.class.getPackage());
        try (Stream<Path> own = Files.list(OWN);
                Stream<Path> common = Files.list(COMMON)) {
            Stream.concat(own, common.filter(NeighbourWar::isNeeded))
                    .map(Path::toFile)
                    .forEach((File jar) -> war.addAsLibrary(jar));
        }
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static boolean isNeeded(Path jar) {
        return LIBRARIES.stream().anyMatch(name -> jar.getFileName().toString().startsWith(name + "-"));
    }
}
