package dev.portrait.picture;

import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pixels as a JPEG or PNG file without metadata. */
final class PictureEncoder {

    private static final float QUALITY = 0.85f;

    private final ImageWriterSpi jpeg = JdkProviders.writer("jpeg");
    private final ImageWriterSpi png = JdkProviders.writer("png");

    /** Encodes as JPEG, or as PNG if there is transparency. */
    Picture encode(Pixels pixels) {
        return pixels.isOpaque() ? jpeg(pixels) : png(pixels);
    }

    /** Encodes as JPEG. Transparency is ignored. */
    Picture jpeg(Pixels pixels) {
        byte[] file = write(opaque(pixels), jpeg, true);
        return new Picture(
                file, "image/jpeg", "jpg", pixels.size().width(), pixels.size().height());
    }

    /** Encodes as PNG, without an alpha channel if there is no transparency. */
    Picture png(Pixels pixels) {
        byte[] file = write(pixels.isOpaque() ? opaque(pixels) : translucent(pixels), png, false);
        return new Picture(
                file, "image/png", "png", pixels.size().width(), pixels.size().height());
    }

    // With any other type, the JDK's JPEG writer copies each row several times (seen in JDK 17).
    private static BufferedImage opaque(Pixels pixels) {
        Size size = pixels.size();
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int at = 0;
        for (int pixel : pixels.argb()) {
            samples[at++] = (byte) pixel;
            samples[at++] = (byte) (pixel >> 8);
            samples[at++] = (byte) (pixel >> 16);
        }
        return image;
    }

    private static BufferedImage translucent(Pixels pixels) {
        Size size = pixels.size();
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB);
        image.getRaster().setDataElements(0, 0, size.width(), size.height(), pixels.argb());
        return image;
    }

    private static byte[] write(BufferedImage image, ImageWriterSpi format, boolean lossy) {
        try {
            return write(image, format.createWriterInstance(), lossy);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    private static byte[] write(BufferedImage image, ImageWriter writer, boolean lossy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (lossy) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
