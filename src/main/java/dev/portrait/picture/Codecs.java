package dev.portrait.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The readers and writers, found without a change to ImageIO's registry. There is one registry for the whole JVM: what an
 * application registers there, all others get, and keep after the application is gone.
 */
final class Codecs {

    private final Map<PictureFormat, ImageReaderSpi> readers;
    private final ImageWriterSpi jpegWriter;
    private final ImageWriterSpi pngWriter;
    private final ImageWriterSpi gifWriter;
    private final Optional<TurboJpeg> turboJpeg;

    Codecs(Optional<TurboJpeg> turboJpeg) {
        this(turboJpeg, Codecs::anyJpeg);
    }

    /** @param jpegReader makes a provider on top of the JDK's */
    Codecs(Optional<TurboJpeg> turboJpeg, UnaryOperator<ImageReaderSpi> jpegReader) {
        this.turboJpeg = turboJpeg;
        IIORegistry registry = ProviderRegistry.get();
        readers = Map.of(
                PictureFormat.JPEG,
                jpegReader.apply(jdk(registry, ImageReaderSpi.class, "jpeg")),
                PictureFormat.WEBP,
                new WebPImageReaderSpi());
        jpegWriter = jdk(registry, ImageWriterSpi.class, "jpeg");
        pngWriter = jdk(registry, ImageWriterSpi.class, "png");
        gifWriter = jdk(registry, ImageWriterSpi.class, "gif");
    }

    /** A new reader, to be disposed by the caller. */
    ImageReader reader(PictureFormat format) {
        ImageReaderSpi provider = readers.get(format);
        if (provider == null) {
            throw new IllegalArgumentException(format.name());
        }
        try {
            return provider.createReaderInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A faster decoder of JPEG than {@link #reader}'s, if there is one. */
    Optional<TurboJpeg> turboJpeg() {
        return turboJpeg;
    }

    ImageWriter jpegWriter() throws IOException {
        return jpegWriter.createWriterInstance();
    }

    ImageWriter pngWriter() throws IOException {
        return pngWriter.createWriterInstance();
    }

    ImageWriter gifWriter() throws IOException {
        return gifWriter.createWriterInstance();
    }

    // Other applications may have registered providers of their own.
    private static <S extends ImageReaderWriterSpi> S jdk(IIORegistry registry, Class<S> type, String format) {
        Iterator<S> providers = registry.getServiceProviders(type, false);
        while (providers.hasNext()) {
            S provider = providers.next();
            boolean ofJdk = provider.getClass().getModule() == IIORegistry.class.getModule();
            if (ofJdk && Arrays.asList(provider.getFormatNames()).contains(format)) {
                return provider;
            }
        }
        throw new IllegalStateException("This JVM has no ImageIO provider of its own for " + format + ".");
    }

    /**
     * TwelveMonkeys' reader, which knows CMYK, on top of the JDK's. It looks for that one in the registry in which it is
     * itself registered: a private one does as well.
     */
    private static ImageReaderSpi anyJpeg(ImageReaderSpi jdk) {
        ServiceRegistry ofOurOwn =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        ofOurOwn.registerServiceProvider(jdk, ImageReaderSpi.class);
        JPEGImageReaderSpi anyJpeg = new JPEGImageReaderSpi();
        ofOurOwn.registerServiceProvider(anyJpeg, ImageReaderSpi.class);
        return anyJpeg;
    }
}
