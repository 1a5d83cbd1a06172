package dev.portrait.picture.gif;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Scaler;
import dev.portrait.picture.raster.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.spi.ImageWriterSpi;

/** GIF, still and animated. */
public final class GifFormat implements PictureFormat {

    private final ImageWriterSpi writer = JdkProviders.writer("gif");

    @Override
    public boolean matches(byte[] file) {
        ByteCursor start = new ByteCursor(file);
        return start.startsWith("GIF87a") || start.startsWith("GIF89a");
    }

    @Override
    public CheckedPicture check(byte[] file, PictureLimits limits) throws PictureFault {
        GifFile gif = GifFile.read(file, limits);
        return new CheckedPicture(
                gif.canvas(),
                Orientation.UPRIGHT,
                Colours.SRGB,
                gif::memory,
                target -> scale(gif, target),
                gif.frames().size() > 1
                        ? Optional.of(target -> animate(gif, target, limits.maxBytes()))
                        : Optional.empty());
    }

    private static Pixels scale(GifFile gif, Size target) throws PictureFault {
        GifFrame first = gif.frames().get(0);
        return Scaler.scale(first.decode().on(gif.canvas(), first.left(), first.top()), target);
    }

    // Noise grows many times: a frame of few colours becomes one of many when it is scaled. Stops as soon as there are
    // too many bytes.
    private Optional<byte[]> animate(GifFile gif, Size target, int maxBytes) throws PictureFault {
        GifCanvas canvas = new GifCanvas(gif.canvas());
        try (AnimationEncoder encoder = new AnimationEncoder(writer.createWriterInstance(), target, gif.repeats())) {
            for (GifFrame frame : gif.frames()) {
                canvas.draw(frame, frame.decode());
                encoder.add(Scaler.scale(canvas.rows(), target), frame.delay());
                canvas.dispose(frame);
                if (encoder.length() > maxBytes) {
                    return Optional.empty();
                }
            }
            return Optional.of(encoder.finish()).filter(gifFile -> gifFile.length <= maxBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
