package dev.portrait.picture;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageTypeSpecifier;

/** From a checked file to scaled pixels, still turned as they are stored. */
final class PictureDecoder {

    private static final Logger LOG = Logger.getLogger(PictureDecoder.class.getName());

    private final Codecs codecs;
    private final AtomicBoolean toldOfRows = new AtomicBoolean();

    PictureDecoder(Codecs codecs) {
        this.codecs = codecs;
    }

    /**
     * The pixels of the whole canvas.
     *
     * @param target the size wanted, in the file's own orientation
     */
    Pixels decode(EncodedPicture encoded, Size target) throws PictureFault {
        Pixels scaled = scaled(encoded, target);
        return encoded.colours().map(colours -> colours.toSrgb(scaled)).orElse(scaled);
    }

    private Pixels scaled(EncodedPicture encoded, Size target) throws PictureFault {
        if (encoded.format() == PictureFormat.PNG) {
            return PngDecoder.scaled(encoded, target);
        }
        if (!encoded.rowByRow()) {
            return fromWhole(encoded, target);
        }
        Optional<Pixels> part =
                codecs.turboJpeg().flatMap(turbo -> turbo.decode(encoded.stream(), encoded.frame(), target));
        if (part.isPresent()) {
            return Scaler.scale(PixelRows.of(part.get()), target);
        }
        Optional<Pixels> fromRows = fromRows(encoded, target);
        if (fromRows.isEmpty() && !toldOfRows.getAndSet(true)) {
            LOG.warning(
                    "The JPEG reader of this JVM works in another way than expected, so large photos take more memory.");
        }
        return fromRows.isPresent() ? fromRows.get() : fromWhole(encoded, target);
    }

    /** Empty if the reader does not hand out rows as that of JDK 17 does. */
    private Optional<Pixels> fromRows(EncodedPicture encoded, Size target) throws PictureFault {
        Subsampling subsampling = Subsampling.between(encoded.frame(), target);
        try (PictureReader reader = new PictureReader(codecs, encoded)) {
            ImageTypeSpecifier type = reader.type();
            if (!ScalingRaster.takes(type)) {
                return Optional.empty();
            }
            ScalingRaster raster = new ScalingRaster(type, subsampling.of(encoded.frame()), target);
            ImageReadParam param = reader.param();
            subsampling.applyTo(param);
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

    private Pixels fromWhole(EncodedPicture encoded, Size target) throws PictureFault {
        BufferedImage image;
        try (PictureReader reader = new PictureReader(codecs, encoded)) {
            ImageReadParam param = reader.param();
            if (encoded.format() == PictureFormat.JPEG) {
                Subsampling.between(encoded.frame(), target).applyTo(param);
            }
            image = reader.read(param);
        }
        PixelRows rows = encoded.withAlpha(PixelRows.of(image));
        return Scaler.scale(
                encoded.fillsCanvas() ? rows : rows.on(encoded.canvas(), encoded.left(), encoded.top()), target);
    }
}
