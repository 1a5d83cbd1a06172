package dev.portrait.benchmark;

import dev.portrait.picture.Photos;
import dev.portrait.picture.RawJpeg;
import dev.portrait.picture.gif.GrowingGif;
import dev.portrait.picture.png.RawPng;
import dev.portrait.picture.webp.FlatWebp;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of an attacker. They are small, but declare or contain large pictures or data. */
final class HostileFiles {

    private static final int SIDE = 30_000;
    private static final int HUNDRED_MB = 100_000_000;

    private HostileFiles() {}

    /** Returns the files by title. */
    static Map<String, byte[]> bombs() {
        byte[] png = Photos.png(Photos.scene(64, 64, BufferedImage.TYPE_INT_RGB));
        byte[] zeros = Photos.deflated(new byte[HUNDRED_MB]);
        byte[] nested = Photos.append(Photos.latin1("bomb\0\0"), Photos.deflated(zeros));
        byte[] text = Photos.append(Photos.latin1("bomb\0\0"), zeros);
        // The text of an iTXt chunk follows two flags, a language and a translated keyword.
        byte[] international = Photos.append(Photos.latin1("bomb\0\1\0\0\0"), zeros);
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("PNG of 30,000 × 30,000", Photos.pngBomb(SIDE, SIDE));
        bombs.put("JPEG of 30,000 × 30,000", jpeg());
        bombs.put("GIF of 30,000 × 30,000", gif());
        bombs.put("WebP of 30,000 × 30,000", webp());
        bombs.put("GIF of 10,000 frames", Photos.animatedGif(16, 16, 10_000));
        bombs.put("PNG, colour profile inflates to 100 MB", Photos.withPngChunk(png, "iCCP", text));
        bombs.put("PNG, the same deflated twice", Photos.withPngChunk(png, "iCCP", nested));
        bombs.put("PNG, zTXt inflates to 100 MB", Photos.withPngChunk(png, "zTXt", text));
        bombs.put("PNG, iTXt inflates to 100 MB", Photos.withPngChunk(png, "iTXt", international));
        bombs.put("PNG, tEXt of 100 MB", Photos.withPngChunk(png, "tEXt", new byte[HUNDRED_MB]));
        return bombs;
    }

    /** Returns files that take as long as accepted files can, and the photo to compare them with, by title. */
    static Map<String, byte[]> costly() {
        int[] halved = {RawJpeg.DOUBLE, RawJpeg.FULL, RawJpeg.FULL};
        int[] full = {RawJpeg.FULL, RawJpeg.FULL, RawJpeg.FULL};
        byte[] png = Photos.png(Photos.scene(64, 64, BufferedImage.TYPE_INT_RGB));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("*for comparison: JPEG photo of 12 megapixels*", Photos.photo());
        files.put("JPEG of 10 scans, 43 megapixels", progressive(6600, 10, halved));
        files.put("JPEG of 10 scans in full colour, 30 megapixels", progressive(5500, 10, full));
        files.put("JPEG of 99 scans, 4.4 megapixels", progressive(2090, 99, halved));
        files.put("JPEG of 20 scans, 50 megapixels", progressive(7000, 20, halved));
        files.put("JPEG of 400,000 tables", tables());
        files.put("PNG of 16 bits and 4 channels, 30 megapixels", noise(5400, false));
        files.put("PNG of 16 bits and 4 channels, interlaced, 30 megapixels", noise(5400, true));
        files.put("PNG of 9,000 colour profiles of 1 MiB", profiles(png));
        files.put("WebP of 4 transforms, 20 megapixels", FlatWebp.lossless(4470, 4470, FlatWebp.all()));
        files.put("WebP of 4 transforms, 49 megapixels", FlatWebp.lossless(7000, 7000, FlatWebp.all()));
        files.put("lossy WebP, 19 megapixels", FlatWebp.lossy(4300, 4300));
        files.put(
                "lossy WebP with alpha of 4 transforms, 13 megapixels",
                FlatWebp.translucent(3600, 3600, FlatWebp.all()));
        files.put("GIF of 60 frames that grows", GrowingGif.animation(900, 900, 60));
        return files;
    }

    private static byte[] progressive(int side, int scans, int... samplings) {
        return new RawJpeg(RawJpeg.PROGRESSIVE, side, side, samplings)
                .means()
                .emptyScans(scans - 1)
                .end();
    }

    private static byte[] tables() {
        byte[] table = {-1, (byte) 0xc4, 0, 19, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        ByteBuffer flood = ByteBuffer.allocate(400_000 * table.length);
        while (flood.hasRemaining()) {
            flood.put(table);
        }
        return Photos.insert(Photos.jpeg(64, 64), 2, flood.array());
    }

    private static byte[] profiles(byte[] png) {
        byte[] body = Photos.append(Photos.latin1("bomb\0\0"), Photos.deflated(new byte[1 << 20]));
        byte[] chunk = Photos.pngChunk("iCCP", body);
        ByteBuffer flood = ByteBuffer.allocate(9_000 * chunk.length);
        while (flood.hasRemaining()) {
            flood.put(chunk);
        }
        return Photos.insert(png, 33, flood.array());
    }

    private static byte[] noise(int side, boolean interlaced) {
        return RawPng.repeated(side, RawPng.RGB_ALPHA, 16, interlaced);
    }

    private static byte[] jpeg() {
        byte[] file = Photos.jpeg(16, 16);
        int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(file).putShort(frame + 5, (short) SIDE).putShort(frame + 7, (short) SIDE);
        return file;
    }

    private static byte[] gif() {
        byte[] file = Photos.animatedGif(16, 16, 1);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) SIDE)
                .putShort(8, (short) SIDE);
        return file;
    }

    private static byte[] webp() {
        ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Photos.latin1("RIFF")).putInt(1016).put(Photos.latin1("WEBPVP8X"));
        file.putInt(10).putInt(0).putInt(SIDE - 1).putShort(27, (short) (SIDE - 1));
        return file.array();
    }
}
