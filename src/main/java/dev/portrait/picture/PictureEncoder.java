package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** From pixels to a file that holds nothing else: JPEG, or PNG where there is transparency. */
final class PictureEncoder {

    private static final float QUALITY = 0.85f;

    private final Codecs codecs;

    PictureEncoder(Codecs codecs) {
        this.codecs = codecs;
    }

    Picture encode(Pixels pixels) {
        int width = pixels.size().width();
        int height = pixels.size().height();
        try {
            return pixels.opaque()
                    ? new Picture(write(opaque(pixels), codecs.jpegWriter(), true), "image/jpeg", "jpg", width, height)
                    : new Picture(
                            write(translucent(pixels), codecs.pngWriter(), false), "image/png", "png", width, height);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    // The writer copies a row of another type several times.
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
