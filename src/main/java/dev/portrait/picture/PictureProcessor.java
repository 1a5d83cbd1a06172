package dev.portrait.picture;

import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.memory.Budget;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.gif.GifFormat;
import dev.portrait.picture.jpeg.JpegFormat;
import dev.portrait.picture.png.PngFormat;
import dev.portrait.picture.raster.Size;
import dev.portrait.picture.webp.WebpFormat;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import dev.portrait.telemetry.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns an uploaded file into a picture that is safe to serve (contract §5), within a budget of memory. */
@Singleton
public class PictureProcessor {

    private static final Logger LOG = Logger.getLogger(PictureProcessor.class.getName());

    private final PictureLimits limits;
    private final PictureBudgets budgets;
    private final Metrics metrics;
    private final JpegFormat jpeg;
    private final List<PictureFormat> formats;
    private final PictureEncoder encoder = new PictureEncoder();

    /** Creates the processor with the limits of the settings. */
    @Inject
    public PictureProcessor(Settings settings, Metrics metrics) {
        this(
                new PictureLimits(settings.pictureMaxBytes(), settings.pictureMaxPixels(), settings.pictureMaxFrames()),
                PictureBudgets.of(settings),
                metrics,
                new JpegFormat(PictureProcessor.class.getClassLoader()));
    }

    PictureProcessor(PictureLimits limits, PictureBudgets budgets, Metrics metrics, JpegFormat jpeg) {
        this.limits = limits;
        this.budgets = budgets;
        this.metrics = metrics;
        this.jpeg = jpeg;
        metrics.gauge(Metric.PICTURES_IN_WORK, "", budgets.turns()::used);
        metrics.gauge(Metric.MEMORY, "heap", budgets.heap()::used);
        metrics.gauge(Metric.MEMORY, "outside", budgets.outside()::used);
        this.formats = List.of(jpeg, new PngFormat(), new GifFormat(), new WebpFormat());
    }

    /** Tells administrators how many pictures are processed at once, and in how much memory. */
    public String budget() {
        return budgets.turns().total() + " pictures at once, decoded in up to " + mebibytes(budgets.heap())
                + " MiB of heap and " + mebibytes(budgets.outside()) + " MiB outside of it";
    }

    private static long mebibytes(Budget budget) {
        return budget.total() >> 20;
    }

    /** Tells administrators what decodes pictures. */
    public String decoders() {
        return jpeg.hasTurbo() ? "JPEG by libjpeg-turbo, others by Java" : "all by Java";
    }

    /**
     * Recognizes, checks, decodes, scales, turns and encodes a picture. The source is opened when it is this picture's
     * turn, and read at most one byte beyond the limit.
     *
     * @param user whose picture it is; another picture of the same user waits for those of others
     * @param field the field of the request that has the source, for field errors
     * @return a picture within the box of its kind, upright, sRGB, without metadata
     * @throws RequestException with a field error {@code unsupported_image}, {@code invalid_image}, {@code max_size}
     *     (bytes) or {@code max_pixels}; {@code parse_error} if the source is cut off; {@code throttled} if there is no
     *     turn or no memory within ten seconds; {@code unavailable} if the thread is interrupted
     */
    @SuppressWarnings("try") // the turn is only held
    public Picture process(long user, String field, PictureKind kind, PictureSource source) {
        long arrival = System.nanoTime();
        try (Budget.Share turn = budgets.takeTurn(user)) {
            metrics.record(Metric.PICTURE_QUEUE, "", Duration.ofNanos(System.nanoTime() - arrival));
            return metrics.time(Metric.PICTURE_WORK, "", () -> processNow(user, field, kind, source));
        } catch (RequestException refused) {
            metrics.count(Metric.PICTURE_REFUSED, reason(refused).wire());
            throw refused;
        }
    }

    private static ErrorCode reason(RequestException refused) {
        return refused.fieldErrors().isEmpty()
                ? refused.code()
                : refused.fieldErrors().get(0).code();
    }

    private Picture processNow(long user, String field, PictureKind kind, PictureSource source) {
        try {
            return process(user, kind, read(source));
        } catch (PictureFault e) {
            // The client only learns that the picture is damaged. The log has the cause, which may be a defect of ours.
            LOG.log(Level.FINE, RequestId.with("A picture was refused"), e);
            throw new RequestException(e.of(field), e);
        } catch (IOException e) {
            throw new RequestException(ErrorCode.PARSE_ERROR, e);
        }
    }

    private byte[] read(PictureSource source) throws IOException, PictureFault {
        try (InputStream in = source.open()) {
            // Usually all bytes are available, and the file is in memory once. Reading up to an unknown end makes
            // copies.
            byte[] bytes = new byte[Math.min(in.available(), limits.maxBytes())];
            int length = in.readNBytes(bytes, 0, bytes.length);
            byte[] more = in.readNBytes(limits.maxBytes() + 1 - length);
            limits.checkBytes(length + more.length);
            return more.length == 0 && length == bytes.length ? bytes : joined(bytes, length, more);
        }
    }

    private static byte[] joined(byte[] bytes, int length, byte[] more) {
        byte[] all = Arrays.copyOf(bytes, length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
        return all;
    }

    @SuppressWarnings("try") // the memory is only held
    private Picture process(long user, PictureKind kind, byte[] bytes) throws PictureFault {
        PictureFormat format = formats.stream()
                .filter(candidate -> candidate.matches(bytes))
                .findFirst()
                .orElseThrow(PictureFault::unsupported);
        CheckedPicture picture = format.check(bytes, limits);
        Size target = kind.fit(picture.uprightSize());
        try (Budget.Share memory = budgets.takeMemory(user, picture.memory(target), picture.size())) {
            return process(picture, target);
        }
    }

    private Picture process(CheckedPicture picture, Size target) throws PictureFault {
        if (picture.animation().isPresent()) {
            Optional<byte[]> gif = picture.animation().get().scale(target);
            if (gif.isPresent()) {
                return new Picture(gif.get(), "image/gif", "gif", target.width(), target.height());
            }
        }
        return encoder.encode(picture.upright(target));
    }
}
