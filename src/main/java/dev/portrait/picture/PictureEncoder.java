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

/** Encodes pixels as a file without metadata: JPEG, or PNG if there is transparency. */
final class PictureEncoder {

    private static final float QUALITY = 0.85f;

    private final ImageWriterSpi jpeg = JdkProviders.writer("jpeg");
    private final ImageWriterSpi png = JdkProviders.writer("png");

    Picture encode(Pixels pixels) {
        int width = pixels.size().width();
        int height = pixels.size().height();
        try {
            return pixels.isOpaque()
                    ? new Picture(
                            write(opaque(pixels), jpeg.createWriterInstance(), true),
                            "image/jpeg",
                            "jpg",
                            width,
                            height)
                    : new Picture(
                            write(translucent(pixels), png.createWriterInstance(), false),
                            "image/png",
                            "png",
                            width,
                            height);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
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
