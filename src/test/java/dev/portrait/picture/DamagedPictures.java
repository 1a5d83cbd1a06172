package dev.portrait.picture;

import dev.portrait.picture.gif.Animations;
import dev.portrait.picture.png.PngFormat;
import dev.portrait.picture.png.RawPng;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of every format, whole and damaged. */
public final class DamagedPictures {

    private static final int CUTS = 50;
    private static final int FLIPS = 200;

    private DamagedPictures() {}

    /** Returns a whole file of every format, by the name of the format. */
    public static Map<String, byte[]> whole(int width, int height) throws IOException {
        BufferedImage scene = Photos.scene(width, height, BufferedImage.TYPE_INT_RGB);
        BufferedImage clear = Photos.scene(width, height, BufferedImage.TYPE_INT_ARGB);
        BufferedImage palette = Animations.indexed(scene);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("JPEG", Photos.jpeg(scene));
        files.put("progressive JPEG", Photos.progressiveJpeg(scene));
        files.put("CMYK JPEG", Photos.cmykJpeg(width, height, 10, 200, 90, 30));
        files.put("PNG", Photos.png(scene));
        files.put("interlaced PNG", RawPng.write(clear, RawPng.RGB_ALPHA, 16, true));
        files.put("PNG with a palette", RawPng.write(palette, RawPng.PALETTE, 8, false));
        files.put("GIF", Photos.gif(palette));
        files.put("animated GIF", Animations.gif(List.of(Animations.Frame.of(palette), Animations.Frame.of(palette))));
        files.put("WebP", Photos.webp(clear, 6));
        return files;
    }

    /** Returns the file cut short at 50 places, each as it is, with the end of a JPEG and with the end of a GIF. */
    public static List<byte[]> cut(byte[] file) {
        List<byte[]> cut = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            byte[] part = Arrays.copyOf(file, (int) ((long) file.length * i / CUTS));
            cut.add(part);
            cut.add(Photos.append(part, new byte[] {(byte) 0xff, (byte) 0xd9}));
            cut.add(Photos.append(part, new byte[] {0, 0x3b}));
        }
        return cut;
    }

    /** Returns the file with one wrong bit, at 200 places; a PNG both with wrong and with corrected checksums. */
    public static List<byte[]> flipped(byte[] file) {
        List<byte[]> flipped = new ArrayList<>();
        Optional<byte[]> png =
                new PngFormat().matches(file) ? Optional.of(PngChecksums.corrected(file, file)) : Optional.empty();
        for (int i = 0; i < FLIPS; i++) {
            byte[] wrong = file.clone();
            wrong[(int) ((long) file.length * i / FLIPS)] ^= (byte) (1 << i % 8);
            flipped.add(wrong);
            png.ifPresent(whole -> {
                byte[] corrected = PngChecksums.corrected(wrong, file);
                if (!Arrays.equals(corrected, whole)) { // otherwise only a checksum was wrong
                    flipped.add(corrected);
                }
            });
        }
        return flipped;
    }
}
