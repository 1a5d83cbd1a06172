package dev.portrait.picture.format;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Scaler;
import dev.portrait.picture.raster.ScalingRaster;
import dev.portrait.picture.raster.Size;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.logging.Logger;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Decodes checked files of one format with a reader of ImageIO. */
public final class ImageDecoder {

    private static final Logger LOG = Logger.getLogger(ImageDecoder.class.getName());
    // The largest row buffers are those of PNG: several of up to eight bytes for each pixel, and four ints for its
    // samples.
    private static final int BYTES_OF_COLUMN = 96;
    private static final long FIXED_BYTES = 1 << 20;

    private final String format;
    private final ImageReaderSpi provider;
    private final Predicate<String> damage;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param format its name, for the log
     * @param damage whether a warning of the reader means that pixels are missing
     */
    public ImageDecoder(String format, ImageReaderSpi provider, Predicate<String> damage) {
        this.format = format;
        this.provider = provider;
        this.damage = damage;
    }

    /** The heap that {@link #scaleRows} takes: a few rows. */
    public static long heapOfRows(Size size) {
        return FIXED_BYTES + BYTES_OF_COLUMN * (long) size.width();
    }

    /**
     * The heap that {@link #scaleWhole} takes.
     *
     * @param bytesOfPixel as the reader stores pixels
     */
    public static long heapOfWhole(Size size, Size target, int bytesOfPixel) {
        return heapOfRows(size)
                + bytesOfPixel * Subsampling.between(size, target).of(size).pixels();
    }

    /**
     * Decodes and scales a picture row by row, so that it is never in memory as a whole. If the reader does not deliver
     * its rows in order from the top, logs one warning and reads the whole picture.
     */
    public Pixels scaleRows(ByteBuffer file, Size size, Size target) throws PictureFault {
        return scaleRows(file, size, target, 1);
    }

    /**
     * Does the same for a picture that the reader delivers several times, each time in more detail.
     *
     * @param passes how many times
     */
    public Pixels scaleRows(ByteBuffer file, Size size, Size target, int passes) throws PictureFault {
        Optional<Pixels> scaled = tryRows(file, size, target, passes);
        if (scaled.isPresent()) {
            return scaled.get();
        }
        if (!warned.getAndSet(true)) {
            LOG.warning("The reader of this JVM does not deliver rows in order, so large pictures take more memory: "
                    + format);
        }
        return scaleWhole(file, size, target);
    }

    /** Decodes a picture into memory, with as many pixels as scaling needs, and then scales it. */
    public Pixels scaleWhole(ByteBuffer file, Size size, Size target) throws PictureFault {
        return Scaler.scale(read(stream(file), Subsampling.between(size, target)), target);
    }

    /** Decodes all pixels of a picture into memory. */
    public PixelRows read(ImageInputStream file) throws PictureFault {
        return read(file, Subsampling.NONE);
    }

    private PixelRows read(ImageInputStream file, Subsampling subsampling) throws PictureFault {
        try (PictureReader reader = open(file)) {
            return PixelRows.of(reader.read(reader.param(subsampling)));
        }
    }

    // Empty if the rows do not come as those of JDK 17 do.
    private Optional<Pixels> tryRows(ByteBuffer file, Size size, Size target, int passes) throws PictureFault {
        Subsampling subsampling = Subsampling.between(size, target);
        try (PictureReader reader = open(stream(file))) {
            ImageTypeSpecifier type = reader.type();
            if (!ScalingRaster.accepts(type.getSampleModel())) {
                return Optional.empty();
            }
            ScalingRaster raster = new ScalingRaster(
                    type.getColorModel(), type.getSampleModel(), subsampling.of(size), target, passes);
            ImageReadParam param = reader.param(subsampling);
            param.setDestination(raster.image());
            try {
                reader.read(param);
            } catch (PictureFault e) {
                if (!raster.failed()) {
                    throw e;
                }
            }
            return raster.pixels();
        }
    }

    private PictureReader open(ImageInputStream file) throws PictureFault {
        return new PictureReader(format, provider, damage, file);
    }

    private static ImageInputStream stream(ByteBuffer file) {
        return new ByteArrayImageInputStream(file.array(), file.arrayOffset(), file.remaining());
    }
}
