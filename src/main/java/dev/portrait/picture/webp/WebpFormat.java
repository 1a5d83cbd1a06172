package dev.portrait.picture.webp;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.ImageDecoder;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.PixelRows;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Scaler;
import dev.portrait.picture.raster.Size;
import java.nio.charset.StandardCharsets;

/** WebP: decoded by TwelveMonkeys' reader. Only the first frame of an animation is used. */
public final class WebpFormat implements PictureFormat {

    private static final int SIGNATURE = 12;

    private final ImageDecoder decoder =
            new ImageDecoder("WEBP", new WebPImageReaderSpi(), warning -> warning.startsWith("Nothing to decode"));

    @Override
    public boolean matches(byte[] file) {
        return file.length >= SIGNATURE
                && new String(file, 0, SIGNATURE, StandardCharsets.ISO_8859_1).matches("(?s)RIFF.{4}WEBP");
    }

    @Override
    public CheckedPicture check(byte[] file, PictureLimits limits) throws PictureFault {
        WebpFile webp = WebpFile.read(file, limits);
        return new CheckedPicture(
                webp.canvas(),
                webp.orientation(),
                webp.colours(),
                target -> webp.memory(),
                target -> scale(webp, target));
    }

    private Pixels scale(WebpFile webp, Size target) throws PictureFault {
        PixelRows rows = decoder.read(webp.cleaned());
        return Scaler.scale(webp.onCanvas(rows), target);
    }
}
