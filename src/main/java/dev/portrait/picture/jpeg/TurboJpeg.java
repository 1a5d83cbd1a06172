package dev.portrait.picture.jpeg;

import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The native library libjpeg-turbo, used through its own Java binding if the server has both. It can decode a large photo
 * at a fraction of its size, which the JDK's decoder cannot. It is optional and not part of the WAR: a JVM loads a native
 * library for one class loader only.
 */
final class TurboJpeg {

    private static final Logger LOG = Logger.getLogger(TurboJpeg.class.getName());
    private static final String DECOMPRESSOR = "org.libjpegturbo.turbojpeg.TJDecompressor";
    // TJ.PF_BGRA or TJ.PF_ARGB: an int of alpha, red, green, blue in the byte order of the processor.
    private static final int ARGB = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 8 : 10;
    // TJ.FLAG_STOPONWARNING: damaged pictures are refused, so the rest need not be decoded.
    private static final int STOP_ON_WARNING = 8192;
    private static final int EIGHTHS = 8;

    private final Constructor<?> decompressor;
    private final Method decompress;
    private final Method close;

    private TurboJpeg(Class<?> type) throws NoSuchMethodException {
        decompressor = type.getConstructor(byte[].class, int.class);
        decompress = type.getMethod(
                "decompress", int[].class, int.class, int.class, int.class, int.class, int.class, int.class, int.class);
        close = type.getMethod("close");
    }

    /** Looks for the binding in a class loader and its parents. Logs a warning if it is there but unusable. */
    static Optional<TurboJpeg> find(ClassLoader loader) {
        try {
            return Optional.of(new TurboJpeg(Class.forName(DECOMPRESSOR, true, loader)));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (LinkageError | NoSuchMethodException e) {
            LOG.log(Level.WARNING, "The Java binding of libjpeg-turbo was found, but cannot be used.", e);
            return Optional.empty();
        }
    }

    /**
     * Decodes at the smallest eighth of the size that is at least one and a half times the target.
     *
     * @return empty if the library refuses the file or warns of it; the JDK's decoder can then try
     */
    Optional<Pixels> decode(ByteBuffer jpeg, Size size, Size target) {
        Size scaled = scaled(size, target);
        int[] argb = new int[Math.toIntExact(scaled.pixels())];
        int width = scaled.width();
        try {
            Object instance = decompressor.newInstance(jpeg.array(), jpeg.arrayOffset() + jpeg.limit());
            try {
                decompress.invoke(instance, argb, 0, 0, width, width, scaled.height(), ARGB, STOP_ON_WARNING);
            } finally {
                close.invoke(instance);
            }
            return Optional.of(new Pixels(scaled, argb));
        } catch (InvocationTargetException e) {
            LOG.log(Level.FINE, "libjpeg-turbo refused a picture.", e);
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The heap that {@link #decode} takes. */
    static long heap(Size size, Size target) {
        return Integer.BYTES * scaled(size, target).pixels();
    }

    private static Size scaled(Size size, Size target) {
        int eighths = 1;
        while (eighths < EIGHTHS && 2 * size.width() * eighths < 3 * target.width() * EIGHTHS) {
            eighths++;
        }
        return new Size(part(size.width(), eighths), part(size.height(), eighths));
    }

    private static int part(int length, int eighths) {
        return (length * eighths + EIGHTHS - 1) / EIGHTHS;
    }
}
