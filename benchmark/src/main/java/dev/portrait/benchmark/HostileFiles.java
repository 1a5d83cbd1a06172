package dev.portrait.benchmark;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody may upload who means no good: small files that announce or contain what is large. */
final class HostileFiles {

    private static final int SIDE = 30_000;
    private static final int HUNDRED_MB = 100_000_000;

    private HostileFiles() {}

    /** By their names for people. */
    static Map<String, byte[]> bombs() {
        byte[] png = Photos.png(Photos.scene(64, 64, BufferedImage.TYPE_INT_RGB));
        byte[] zeros = Photos.deflated(new byte[HUNDRED_MB]);
        byte[] nested = Photos.append(Photos.latin1("bomb\0\0"), Photos.deflated(zeros));
        byte[] text = Photos.append(Photos.latin1("bomb\0\0"), zeros);
        // Its text follows two flags, a language and the keyword in that language.
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
