package dev.portrait.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes the thumbnail of each contender, for inspection, and checks that they have the same size. */
final class ThumbnailSizes {

    private final Path folder;
    private final boolean vips;
    private final Contender portrait = Contender.portrait();
    private final Contender thumbnailator = Contender.thumbnailator();

    ThumbnailSizes(Path folder, boolean vips) {
        this.folder = folder;
        this.vips = vips;
    }

    /** @throws IllegalStateException if the thumbnails of a file have different sizes */
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
            throw new IllegalStateException(
                    file.title() + " becomes " + size + " in one contender and " + other + " in another.");
        }
    }
}
