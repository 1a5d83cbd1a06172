package dev.portrait.picture.png;

import dev.portrait.picture.format.ByteCursor;
import dev.portrait.picture.format.CheckedPicture;
import dev.portrait.picture.format.ImageDecoder;
import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.format.PictureFault;
import dev.portrait.picture.format.PictureFormat;
import dev.portrait.picture.format.PictureLimits;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;

/** PNG: decoded by the JDK's reader. */
public final class PngFormat implements PictureFormat {

    private final ImageDecoder decoder = new ImageDecoder("PNG", JdkProviders.reader("png"), warning -> false);

    @Override
    public boolean matches(byte[] file) {
        return new ByteCursor(file).startsWith("\u0089PNG\r\n\u001a\n");
    }

    @Override
    public CheckedPicture check(byte[] file, PictureLimits limits) throws PictureFault {
        PngFile png = PngFile.read(file, limits);
        return new CheckedPicture(
                png.size(), png.orientation(), png.colours(), png::memory, target -> scale(png, target));
    }

    private Pixels scale(PngFile png, Size target) throws PictureFault {
        return png.hasWholeRows()
                ? decoder.scaleRows(png.cleaned(), png.size(), target)
                : decoder.scaleWhole(png.cleaned(), png.size(), target);
    }
}
