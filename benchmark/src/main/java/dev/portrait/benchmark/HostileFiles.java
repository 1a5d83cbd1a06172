package dev.portrait.benchmark;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What somebody may upload who means no good, or whose disk is broken. */
final class HostileFiles {

    private static final int SIDE = 30_000;
    private static final int HUNDRED_MB = 100_000_000;
    private static final int CUTS = 50;
    private static final int FLIPS = 200;

    private HostileFiles() {}

    /** Files that are small, and announce or contain what is large. */
    static Map<String, byte[]> bombs() {
        byte[] png = Photos.png(Photos.scene(64, 64, BufferedImage.TYPE_INT_RGB));
        byte[] zeros = Photos.append(Photos.latin1("bomb\0\0"), Photos.deflated(new byte[HUNDRED_MB]));
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("PNG of 30,000 × 30,000", Photos.pngBomb(SIDE, SIDE));
        bombs.put("JPEG of 30,000 × 30,000", jpeg());
        bombs.put("GIF of 30,000 × 30,000", gif());
        bombs.put("WebP of 30,000 × 30,000", webp());
        bombs.put("GIF of 10,000 frames", Photos.animatedGif(16, 16, 10_000));
        bombs.put("PNG with a colour profile that inflates to 100 MB", Photos.withPngChunk(png, "iCCP", zeros));
        bombs.put("PNG with a text that inflates to 100 MB", Photos.withPngChunk(png, "zTXt", zeros));
        bombs.put("PNG with a text of 100 MB", Photos.withPngChunk(png, "tEXt", new byte[HUNDRED_MB]));
        return bombs;
    }

    /** Each format cut at 50 places, and with one bit wrong at 200. */
    static Map<String, List<byte[]>> damaged() {
        Map<String, List<byte[]>> damaged = new LinkedHashMap<>();
        damaged.put("JPEG", damaged(Photos.jpeg(photo())));
        damaged.put("progressive JPEG", damaged(Photos.progressiveJpeg(1600, 1200)));
        damaged.put("PNG", damaged(Photos.png(photo())));
        damaged.put("interlaced PNG", damaged(Photos.interlacedPng(photo())));
        damaged.put("GIF", damaged(Photos.gif(Photos.scene(800, 600, BufferedImage.TYPE_BYTE_INDEXED))));
        damaged.put("animated GIF", damaged(Photos.animatedGif(320, 240, 20)));
        damaged.put("WebP", damaged(Photos.webp(Photos.scene(320, 240, BufferedImage.TYPE_INT_ARGB), 6)));
        return damaged;
    }

    private static BufferedImage photo() {
        return Photos.scene(1600, 1200, BufferedImage.TYPE_INT_RGB);
    }

    private static List<byte[]> damaged(byte[] file) {
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            damaged.add(Arrays.copyOf(file, (int) ((long) file.length * i / CUTS)));
        }
        Random random = new Random(1);
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = file.clone();
            flipped[random.nextInt(file.length)] ^= (byte) (1 << i % 8);
            damaged.add(flipped);
        }
        return damaged;
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
