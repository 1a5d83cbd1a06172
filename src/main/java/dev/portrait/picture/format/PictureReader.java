package dev.portrait.picture.format;

import dev.portrait.telemetry.RequestId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** An ImageIO reader of one checked file. Any exception that it throws means that the picture is damaged. */
final class PictureReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PictureReader.class.getName());
    private static final int MAX_MESSAGE = 500;

    private final String format;
    private final ImageReader reader;
    private boolean damaged;

    PictureReader(String format, ImageReaderSpi provider, Predicate<String> damage, ImageInputStream file)
            throws PictureFault {
        this.format = format;
        reader = create(provider);
        reader.addIIOReadWarningListener((source, warning) -> damaged |= damage.test(warning));
        call(() -> {
            reader.setInput(file, true, true);
            return reader;
        });
    }

    private static ImageReader create(ImageReaderSpi provider) {
        try {
            return provider.createReaderInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how the reader would store the pixels. */
    ImageTypeSpecifier type() throws PictureFault {
        return call(() -> reader.getImageTypes(0).next());
    }

    ImageReadParam param(Subsampling subsampling) throws PictureFault {
        ImageReadParam param = call(reader::getDefaultReadParam);
        subsampling.applyTo(param);
        return param;
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
            // Readers have thrown all of these for damaged data.
            LOG.log(Level.WARNING, RequestId.with("A picture could not be decoded: " + format + ", " + summary(e)));
            throw PictureFault.damaged(e);
        }
    }

    // A message may contain a part of the file.
    private static String summary(Throwable e) {
        String summary = e.toString().replaceAll("[^ -~]", "?");
        return summary.substring(0, Math.min(summary.length(), MAX_MESSAGE));
    }
}
