package dev.portrait.picture.jpeg;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.ImageDecoder;
import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.format.WorkingMemory;
import dev.portrait.picture.raster.Colours;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Scaler;
import dev.portrait.picture.raster.Size;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/** JPEG: decoded by libjpeg-turbo if the server has it, otherwise by TwelveMonkeys' reader on top of the JDK's. */
public final class JpegFormat implements PictureFormat {

    // A row of blocks of each component, before and after it is brought to full resolution.
    private static final int OUTSIDE_BYTES_OF_COLUMN = 256;
    // Four inks, and three colours in bytes and in whole numbers.
    private static final int CMYK_BYTES_OF_PIXEL = 16;
    private static final long CMYK_PROFILES = 4L * Colours.MAX_PROFILE;

    private final Optional<TurboJpeg> turbo;
    private final ImageDecoder decoder;

    /** @param loader a class loader that may have the Java binding of libjpeg-turbo */
    public JpegFormat(ClassLoader loader) {
        this(TurboJpeg.find(loader));
    }

    JpegFormat(Optional<TurboJpeg> turbo) {
        this.turbo = turbo;
        decoder = new ImageDecoder("JPEG", withCmyk(JdkProviders.reader("jpeg")), JpegFormat::meansDamage);
    }

    /** Whether libjpeg-turbo was found. */
    public boolean hasTurbo() {
        return turbo.isPresent();
    }

    @Override
    public boolean matches(byte[] file) {
        return new ByteCursor(file).startsWith("\u00ff\u00d8\u00ff");
    }

    @Override
    public CheckedPicture check(byte[] file, PictureLimits limits) throws PictureFault {
        JpegFile jpeg = JpegFile.read(file, limits);
        return new CheckedPicture(
                jpeg.size(),
                jpeg.orientation(),
                jpeg.colours(),
                target -> memory(jpeg, target),
                target -> scale(jpeg, target));
    }

    private WorkingMemory memory(JpegFile jpeg, Size target) {
        long outside = jpeg.work().coefficientBytes()
                + OUTSIDE_BYTES_OF_COLUMN * (long) jpeg.size().width();
        if (jpeg.isCmyk()) {
            return new WorkingMemory(
                    ImageDecoder.heapOfWhole(jpeg.size(), target, CMYK_BYTES_OF_PIXEL) + CMYK_PROFILES, outside);
        }
        long reduced = turbo.isPresent() ? TurboJpeg.heap(jpeg.size(), target) : 0;
        return new WorkingMemory(ImageDecoder.heapOfRows(jpeg.size()) + reduced, outside);
    }

    private Pixels scale(JpegFile jpeg, Size target) throws PictureFault {
        ByteBuffer cleaned = jpeg.cleaned();
        if (jpeg.isCmyk()) {
            return decoder.scaleWhole(cleaned, jpeg.size(), target);
        }
        Optional<Pixels> reduced = turbo.flatMap(library -> library.decode(cleaned, jpeg.size(), target));
        return reduced.isPresent()
                ? Scaler.scale(PixelRows.of(reduced.get()), target)
                : decoder.scaleRows(cleaned, jpeg.size(), target, jpeg.work().passes());
    }

    // libjpeg fills missing data with grey and only warns. Surplus bytes before a marker do no harm.
    private static boolean meansDamage(String warning) {
        boolean corrupt = warning.startsWith("Corrupt JPEG data") || warning.startsWith("Premature end");
        return corrupt && !warning.contains("extraneous bytes");
    }

    /**
     * TwelveMonkeys' reader, which supports CMYK. It looks for the JDK's reader in the registry in which it is registered
     * itself, and a private registry will do.
     */
    private static ImageReaderSpi withCmyk(ImageReaderSpi jdk) {
        ServiceRegistry registry =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        registry.registerServiceProvider(jdk, ImageReaderSpi.class);
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }
}
