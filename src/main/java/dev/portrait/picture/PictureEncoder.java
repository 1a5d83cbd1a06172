package dev.portrait.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
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
    private static final ColorModel OPAQUE = new DirectColorModel(24, 0xff0000, 0xff00, 0xff);

    private final Codecs codecs;

    PictureEncoder(Codecs codecs) {
        this.codecs = codecs;
    }

    Picture encode(Pixels pixels) {
        int width = pixels.size().width();
        int height = pixels.size().height();
        boolean opaque = pixels.opaque();
        BufferedImage image = image(pixels, opaque ? OPAQUE : ColorModel.getRGBdefault());
        try {
            return opaque
                    ? new Picture(write(image, codecs.jpegWriter(), true), "image/jpeg", "jpg", width, height)
                    : new Picture(write(image, codecs.pngWriter(), false), "image/png", "png", width, height);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }

    private static BufferedImage image(Pixels pixels, ColorModel colours) {
        SampleModel model = colours.createCompatibleSampleModel(
                pixels.size().width(), pixels.size().height());
        DataBufferInt data = new DataBufferInt(pixels.argb(), pixels.argb().length);
        return new BufferedImage(colours, Raster.createWritableRaster(model, data, new Point()), false, null);
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
