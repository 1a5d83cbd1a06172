package dev.portrait.picture;

import dev.portrait.config.Settings;
import dev.portrait.picture.drawing.Identicon;
import dev.portrait.picture.drawing.Lettering;
import dev.portrait.picture.drawing.Monogram;
import dev.portrait.picture.drawing.Person;
import dev.portrait.picture.drawing.ServerFonts;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.gif.GifFormat;
import dev.portrait.picture.jpeg.JpegFormat;
import dev.portrait.picture.png.PngFormat;
import dev.portrait.picture.raster.Enlarger;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import dev.portrait.telemetry.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes square pictures of any size from 1 to 512 pixels: from stored avatars, and for people who have none. Takes no turn and no
 * memory of the budgets; that is up to the caller.
 */
@Singleton
public class AvatarPictures {

    /** The largest side in pixels. */
    public static final int MAX_SIDE = 512;

    private static final Logger LOG = Logger.getLogger(AvatarPictures.class.getName());

    private final PictureLimits limits;
    private final PictureFormat jpeg = new JpegFormat(AvatarPictures.class.getClassLoader());
    private final List<PictureFormat> formats = List.of(jpeg, new PngFormat(), new GifFormat());
    private final PictureEncoder encoder = new PictureEncoder();
    private final Monogram monogram;

    /** Creates an instance for stored avatars. Only the first frame of an animation is used. */
    @Inject
    public AvatarPictures(Settings settings) {
        this(new PictureLimits(settings.pictureMaxBytes(), (long) MAX_SIDE * MAX_SIDE, 1), new ServerFonts());
    }

    AvatarPictures(PictureLimits limits) {
        this(limits, new ServerFonts());
    }

    AvatarPictures(PictureLimits limits, Lettering fonts) {
        this.limits = limits;
        this.monogram = new Monogram(fonts);
    }

    /**
     * Cuts the middle out of a stored avatar, and scales it. Of an animation, takes the first frame.
     *
     * @param stored the file; its content may be overwritten
     * @return a JPEG of a JPEG, a PNG of any other file; empty if the file is damaged, which is logged
     */
    public Optional<Picture> square(byte[] stored, int side) {
        checkSide(side);
        try {
            limits.checkBytes(stored.length);
            PictureFormat format = formats.stream()
                    .filter(candidate -> candidate.matches(stored))
                    .findFirst()
                    .orElseThrow(PictureFault::unsupported);
            Pixels square = square(format.check(stored, limits), side);
            return Optional.of(format == jpeg ? encoder.jpeg(square) : encoder.png(square));
        } catch (PictureFault e) {
            // Without the cause, whose message may contain a part of the file.
            LOG.log(Level.WARNING, RequestId.with("A stored avatar could not be decoded: " + e.getMessage()));
            return Optional.empty();
        }
    }

    // A small picture is cut before it is enlarged, or a long, thin one would become huge.
    private static Pixels square(CheckedPicture picture, int side) throws PictureFault {
        Size size = picture.uprightSize();
        int least = Math.min(size.width(), size.height());
        if (least < side) {
            return Enlarger.enlarge(picture.upright(size).centralSquare(), new Size(side, side));
        }
        Size target = new Size(scaled(size.width(), side, least), scaled(size.height(), side, least));
        return picture.upright(target).centralSquare();
    }

    // The short side becomes exactly what was asked for.
    private static int scaled(int length, int side, int least) {
        return (int) Math.round((double) length * side / least);
    }

    /**
     * Draws a pattern that stands for a digest.
     *
     * @param digest at least 16 bytes
     */
    public Picture identicon(byte[] digest, int side) {
        checkSide(side);
        return encoder.png(Identicon.draw(digest, side));
    }

    /** Draws a person without features. */
    public Picture person(int side) {
        checkSide(side);
        return encoder.png(Person.draw(side));
    }

    /** Returns a picture without anything on it. */
    public Picture blank(int side) {
        checkSide(side);
        return encoder.png(new Pixels(new Size(side, side), new int[side * side]));
    }

    /**
     * Draws initials on a colour that stands for a digest.
     *
     * @param initials one or two grapheme clusters
     * @param digest at least 16 bytes
     * @return empty if the server has no fonts for them
     */
    public Optional<Picture> initials(String initials, byte[] digest, int side) {
        checkSide(side);
        return monogram.draw(initials, digest, side).map(encoder::png);
    }

    private static void checkSide(int side) {
        if (side < 1 || side > MAX_SIDE) {
            throw new IllegalArgumentException("a side of " + side + " pixels");
        }
    }
}
