package dev.portrait.picture;

import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.Metric;
import dev.portrait.telemetry.Metrics;
import dev.portrait.telemetry.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns an upload into a picture that is safe to serve (contract §5); few at a time. */
@Singleton
public class PictureProcessor {

    private static final Logger LOG = Logger.getLogger(PictureProcessor.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // More than these could not be served within the time that they may wait.
    private static final int WAITING_PER_PERMIT = 16;

    private final PictureLimits limits;
    private final Bulkhead bulkhead;
    private final Metrics metrics;
    private final Codecs codecs;
    private final PictureDecoder decoder;
    private final PictureEncoder encoder;
    private final GifAnimator animator;

    /** The processor with the limits of the settings. */
    @Inject
    public PictureProcessor(Settings settings, Metrics metrics) {
        this(
                PictureLimits.of(settings),
                new Bulkhead(settings.picturePermits(), settings.picturePermits() * WAITING_PER_PERMIT, PATIENCE),
                metrics,
                new Codecs(TurboJpeg.find(PictureProcessor.class.getClassLoader())));
    }

    PictureProcessor(PictureLimits limits, Bulkhead bulkhead, Metrics metrics, Codecs codecs) {
        this.limits = limits;
        this.codecs = codecs;
        this.bulkhead = bulkhead;
        this.metrics = metrics;
        this.decoder = new PictureDecoder(codecs);
        this.encoder = new PictureEncoder(codecs);
        this.animator = new GifAnimator(codecs);
    }

    /** What pictures are decoded with, for administrators. */
    public String decoders() {
        return codecs.turboJpeg().isPresent() ? "JPEG by libjpeg-turbo, others by Java" : "all by Java";
    }

    /**
     * Recognises, checks, decodes, scales, turns and encodes a picture. The source is opened once it is this picture's
     * turn, and read no further than one byte beyond the limit.
     *
     * @param field the field of the request that the source came in, for what is wrong with it
     * @return a picture within the box of its kind, upright, sRGB, without metadata
     * @throws RequestException with a field error {@code unsupported_image}, {@code invalid_image}, {@code max_size}
     *     (bytes) or {@code max_pixels}; {@code parse_error} if the source breaks off; {@code throttled} if there is no
     *     room within ten seconds; {@code unavailable} if the thread is interrupted
     */
    public Picture process(String field, PictureKind kind, PictureSource source) {
        long arrival = System.nanoTime();
        try {
            return bulkhead.run(() -> {
                metrics.record(Metric.PICTURE_QUEUE, "", Duration.ofNanos(System.nanoTime() - arrival));
                return metrics.time(Metric.PICTURE_WORK, "", () -> processNow(field, kind, source));
            });
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

    private Picture processNow(String field, PictureKind kind, PictureSource source) {
        try {
            return process(kind, read(source));
        } catch (PictureFault e) {
            // All that reaches the client is that the picture is damaged; whether it is, or we are, only the log tells.
            LOG.log(Level.FINE, RequestId.with("A picture was refused"), e);
            throw new RequestException(e.of(field), e);
        } catch (IOException e) {
            throw new RequestException(ErrorCode.PARSE_ERROR, e);
        }
    }

    private byte[] read(PictureSource source) throws IOException, PictureFault {
        try (InputStream in = source.open()) {
            // Mostly the whole file, which is then in memory once: reading to an unknown end makes copies.
            byte[] bytes = new byte[Math.min(in.available(), limits.maxBytes())];
            int length = in.readNBytes(bytes, 0, bytes.length);
            byte[] more = in.readNBytes(limits.maxBytes() + 1 - length);
            if (length + more.length > limits.maxBytes()) {
                throw PictureFault.tooManyBytes(limits.maxBytes());
            }
            return more.length == 0 && length == bytes.length ? bytes : joined(bytes, length, more);
        }
    }

    private static byte[] joined(byte[] bytes, int length, byte[] more) {
        byte[] all = Arrays.copyOf(bytes, length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
        return all;
    }

    private Picture process(PictureKind kind, byte[] bytes) throws PictureFault {
        return switch (PictureFormat.of(bytes).orElseThrow(PictureFault::unsupported)) {
            case JPEG -> still(kind, JpegFile.walk(bytes, limits));
            case PNG -> still(kind, PngFile.walk(bytes, limits));
            case GIF -> animated(kind, GifFile.walk(bytes, limits));
            case WEBP -> still(kind, WebpFile.walk(bytes, limits));
        };
    }

    private Picture animated(PictureKind kind, GifAnimation gif) throws PictureFault {
        Size target = kind.fit(gif.canvas());
        return gif.still() ? encoder.encode(gif.scaledFirst(target)) : animator.scale(gif, target);
    }

    private Picture still(PictureKind kind, EncodedPicture encoded) throws PictureFault {
        Orientation orientation = encoded.orientation();
        Size upright = kind.fit(orientation.turn(encoded.canvas()));
        Pixels stored = decoder.decode(encoded, orientation.turn(upright));
        return encoder.encode(orientation.turn(stored));
    }
}
