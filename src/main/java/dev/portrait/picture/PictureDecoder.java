package dev.portrait.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** From a checked file to scaled pixels, still turned as they are stored. */
final class PictureDecoder {

    private final Codecs codecs;

    PictureDecoder(Codecs codecs) {
        this.codecs = codecs;
    }

    /**
     * The pixels of the whole canvas.
     *
     * @param target the size wanted, in the file's own orientation
     */
    Pixels decode(EncodedPicture encoded, Size target) throws PictureFault {
        return sound(() -> {
            Pixels scaled = scaled(encoded, target);
            return encoded.colours().map(colours -> colours.toSrgb(scaled)).orElse(scaled);
        });
    }

    private Pixels scaled(EncodedPicture encoded, Size target) throws IOException, PictureFault {
        if (!encoded.rowByRow()) {
            return fromWhole(encoded, target);
        }
        if (encoded.format() == PictureFormat.PNG) {
            return PngDecoder.scaled(encoded, target);
        }
        Optional<Pixels> part =
                codecs.turboJpeg().flatMap(turbo -> turbo.decode(encoded.stream(), encoded.frame(), target));
        return part.isPresent() ? Scaler.scale(PixelRows.of(part.get()), target) : fromRows(encoded, target);
    }

    private Pixels fromRows(EncodedPicture encoded, Size target) throws IOException, PictureFault {
        Subsampling subsampling = Subsampling.between(encoded.frame(), target);
        return read(encoded, reader -> {
            ScalingRaster raster =
                    new ScalingRaster(reader.getImageTypes(0).next(), subsampling.of(encoded.frame()), target);
            ImageReadParam param = reader.getDefaultReadParam();
            subsampling.applyTo(param);
            param.setDestination(raster.image());
            reader.read(0, param);
            return raster.pixels();
        });
    }

    private Pixels fromWhole(EncodedPicture encoded, Size target) throws IOException, PictureFault {
        BufferedImage image = read(encoded, reader -> {
            ImageReadParam param = reader.getDefaultReadParam();
            if (encoded.fillsCanvas() && encoded.format() != PictureFormat.WEBP) {
                Subsampling.between(encoded.frame(), target).applyTo(param);
            }
            return reader.read(0, param);
        });
        PixelRows rows = encoded.withAlpha(PixelRows.of(image));
        return Scaler.scale(encoded.fillsCanvas() ? rows : rows.on(encoded.canvas(), encoded.left(), encoded.top()), target);
    }

    private interface Decoding<T> {
        T run() throws IOException, PictureFault;
    }

    private static <T> T sound(Decoding<T> decoding) throws PictureFault {
        try {
            return decoding.run();
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
            // All of these have been seen to come out of decoders that were fed damaged data.
            throw PictureFault.damaged(e);
        }
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private <T> T read(EncodedPicture encoded, Reading<T> reading) throws IOException, PictureFault {
        ImageReader reader = codecs.reader(encoded.format());
        try {
            AtomicBoolean damaged = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (meansDamage(warning)) {
                    damaged.set(true);
                }
            });
            reader.setInput(input(encoded), true, true);
            T result = reading.from(reader);
            if (damaged.get()) {
                throw PictureFault.damaged();
            }
            return result;
        } finally {
            reader.dispose();
        }
    }

    private static ImageInputStream input(EncodedPicture encoded) {
        ByteBuffer stream = encoded.stream();
        return encoded.format() == PictureFormat.WEBP
                ? new WebpInput(stream)
                : new ByteArrayImageInputStream(stream.array(), stream.arrayOffset(), stream.remaining());
    }

    // libjpeg paints grey where data is missing and goes on with a warning. Bytes too many before a marker do no harm.
    private static boolean meansDamage(String warning) {
        boolean jpeg = warning.startsWith("Corrupt JPEG data") || warning.startsWith("Premature end");
        return (jpeg && !warning.contains("extraneous bytes")) || warning.startsWith("Nothing to decode");
    }
}
