package dev.portrait.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
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
            PixelRows rows = PixelRows.of(read(encoded, target));
            Pixels scaled = Scaler.scale(encoded.fillsCanvas() ? rows : rows.on(encoded), target);
            return encoded.colours().map(colours -> colours.toSrgb(scaled)).orElse(scaled);
        });
    }

    /** The rows of the frame alone, in its full size. */
    PixelRows frame(EncodedPicture encoded) throws PictureFault {
        return sound(() -> PixelRows.of(read(encoded, encoded.frame())));
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

    private BufferedImage read(EncodedPicture encoded, Size target) throws IOException, PictureFault {
        ImageReader reader = codecs.reader(encoded.format());
        try {
            AtomicBoolean damaged = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (meansDamage(warning)) {
                    damaged.set(true);
                }
            });
            reader.setInput(input(encoded), true, true);
            BufferedImage image = reader.read(0, subsampling(reader.getDefaultReadParam(), encoded, target));
            if (damaged.get()) {
                throw PictureFault.damaged();
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static ImageInputStream input(EncodedPicture encoded) {
        return encoded.format() == PictureFormat.WEBP
                ? new WebpInput(encoded.stream())
                : new ByteArrayImageInputStream(encoded.stream());
    }

    // libjpeg paints grey where data is missing and goes on with a warning. Bytes too many before a marker do no harm.
    private static boolean meansDamage(String warning) {
        boolean jpeg = warning.startsWith("Corrupt JPEG data") || warning.startsWith("Premature end");
        return (jpeg && !warning.contains("extraneous bytes")) || warning.startsWith("Nothing to decode");
    }

    // Twice the target is left for the scaler to average: fewer samples would show as jagged edges.
    private static ImageReadParam subsampling(ImageReadParam param, EncodedPicture encoded, Size target) {
        boolean possible = encoded.fillsCanvas() && encoded.format() != PictureFormat.WEBP;
        if (possible) {
            Size frame = encoded.frame();
            int columns = Math.max(1, frame.width() / (2 * target.width()));
            int rows = Math.max(1, frame.height() / (2 * target.height()));
            param.setSourceSubsampling(columns, rows, columns / 2, rows / 2);
        }
        return param;
    }
}
