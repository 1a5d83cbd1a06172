package dev.portrait.benchmark;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The source files of the benchmarks. */
public enum SourceFile {
    /** Stored sideways, as by a phone that is held upright. */
    JPEG_12_MEGAPIXELS("12-megapixel JPEG", "12-megapixels.jpg") {
        @Override
        byte[] make() throws IOException {
            return Photos.withSegment(jpeg(SyntheticPhoto.picture(4000, 3000, 40, 18)), 0xe1, exifSegment());
        }
    },
    JPEG_200_KB("200 kB JPEG", "200-kb.jpg") {
        @Override
        byte[] make() throws IOException {
            return jpeg(SyntheticPhoto.picture(1600, 1200, 14, 2));
        }
    },
    PNG_4_MEGAPIXELS("4-megapixel PNG", "4-megapixels.png") {
        @Override
        byte[] make() {
            return Photos.png(SyntheticPhoto.picture(2000, 2000, 14, 2));
        }
    },
    GIF_100_FRAMES("100-frame GIF", "100-frames.gif") {
        @Override
        byte[] make() {
            return Photos.animatedGif(640, 480, 100);
        }
    };

    private static final float QUALITY = 0.85f;
    private static final int ROTATED = 6;

    private final String title;
    private final String fileName;

    SourceFile(String title, String fileName) {
        this.title = title;
        this.fileName = fileName;
    }

    boolean isJpeg() {
        return fileName.endsWith(".jpg");
    }

    /** Returns the title in tables. */
    public String title() {
        return title;
    }

    /** Returns its path in a folder. */
    public Path in(Path folder) {
        return folder.resolve(fileName);
    }

    /** Makes the file and writes it to a folder. */
    public void writeTo(Path folder) throws IOException {
        Files.write(in(folder), make());
    }

    abstract byte[] make() throws IOException;

    private static byte[] exifSegment() {
        return Photos.append(Photos.latin1("Exif\0\0"), Photos.exif(ROTATED));
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
