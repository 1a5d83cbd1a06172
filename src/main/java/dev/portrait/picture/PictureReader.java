package dev.portrait.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.portrait.telemetry.RequestId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** A reader of ImageIO for one checked file. Any exception of the reader means that the picture is damaged. */
final class PictureReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PictureReader.class.getName());
    private static final int MAX_MESSAGE = 500;

    private final PictureFormat format;
    private final ImageReader reader;
    private boolean damaged;

    PictureReader(Codecs codecs, EncodedPicture encoded) throws PictureFault {
        format = encoded.format();
        reader = codecs.reader(format);
        reader.addIIOReadWarningListener((source, warning) -> damaged |= meansDamage(warning));
        call(() -> {
            reader.setInput(input(encoded), true, true);
            return reader;
        });
    }

    /** How the reader would store the pixels. */
    ImageTypeSpecifier type() throws PictureFault {
        return call(() -> reader.getImageTypes(0).next());
    }

    ImageReadParam param() throws PictureFault {
        return call(reader::getDefaultReadParam);
    }

    BufferedImage read(ImageReadParam param) throws PictureFault {
        BufferedImage image = call(() -> reader.read(0, param));
        if (damaged) {
            throw PictureFault.damaged();
        }
        return image;
    }

    @Override
    public void close() {
        reader.dispose();
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T call(Call<T> call) throws PictureFault {
        try {
            return call.run();
        } catch (IOException e) {
            throw PictureFault.damaged(e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            // All of these have been seen to come out of readers that were fed damaged data.
            LOG.log(Level.WARNING, RequestId.with("A picture could not be decoded: " + format + ", " + summary(e)));
            throw PictureFault.damaged(e);
        }
    }

    // A message may quote the file.
    private static String summary(Throwable e) {
        String summary = e.toString().replaceAll("[^ -~]", "?");
        return summary.substring(0, Math.min(summary.length(), MAX_MESSAGE));
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
