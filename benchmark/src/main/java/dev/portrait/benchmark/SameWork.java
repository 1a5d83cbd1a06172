package dev.portrait.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Makes each thumbnail once, to be looked at, and sees to it that all contenders make one of the same size. */
final class SameWork {

    private final Path folder;
    private final boolean vips;
    private final Contender portrait = Contender.portrait();
    private final Contender thumbnailator = Contender.thumbnailator();

    SameWork(Path folder, boolean vips) {
        this.folder = folder;
        this.vips = vips;
    }

    /** @throws IllegalStateException if the comparison would be one of different things */
    void check(SourceFile file) throws IOException, InterruptedException {
        Path source = file.in(folder);
        String size = size(write(file, "portrait", portrait));
        expect(size, size(write(file, "thumbnailator", thumbnailator)), file);
        if (vips) {
            Path target = target(file, "vipsthumbnail");
            Vipsthumbnail.run(source, target);
            expect(size, size(target), file);
        }
    }

    private Path write(SourceFile file, String name, Contender contender) throws IOException {
        return Files.write(target(file, name), contender.thumbnail(() -> Files.newInputStream(file.in(folder))));
    }

    private Path target(SourceFile file, String name) {
        return folder.resolve(file.in(folder).getFileName() + "-" + name + ".jpg");
    }

    private static String size(Path thumbnail) throws IOException {
        BufferedImage image = ImageIO.read(thumbnail.toFile());
        return image.getWidth() + "x" + image.getHeight();
    }

    private static void expect(String size, String other, SourceFile file) {
        if (!size.equals(other)) {
            throw new IllegalStateException(file.title() + " becomes " + size + " here and " + other + " there.");
        }
    }
}
