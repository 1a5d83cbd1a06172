package dev.portrait.picture.png;

import dev.portrait.picture.Photos;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG files of every colour type and depth, plain or interlaced. */
public final class RawPng {

    public static final int GREY = 0;
    public static final int RGB = 2;
    public static final int PALETTE = 3;
    public static final int GREY_ALPHA = 4;
    public static final int RGB_ALPHA = 6;

    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };
    private static final byte PAETH = 4;
    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private final BufferedImage image;
    private final int type;
    private final int depth;

    private RawPng(BufferedImage image, int type, int depth) {
        this.image = image;
        this.type = type;
        this.depth = depth;
    }

    public static byte[] write(BufferedImage image, int type, int depth, boolean interlaced) {
        return new RawPng(image, type, depth).write(interlaced);
    }

    /** Returns a picture whose rows are all alike, filtered as it takes longest to undo. */
    public static byte[] repeated(int side, int type, int depth, boolean interlaced) {
        int channels = type == RGB ? 3 : type == GREY_ALPHA ? 2 : type == RGB_ALPHA ? 4 : 1;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream pixels = new DeflaterOutputStream(data)) {
            for (int[] pass : interlaced ? ADAM7 : ONE_PASS) {
                int columns = (side - pass[0] + pass[2] - 1) / pass[2];
                byte[] row = new byte[1 + columns * channels * depth / 8];
                for (int i = 1; i < row.length; i++) {
                    row[i] = (byte) (i % 64 * 37);
                }
                row[0] = PAETH;
                for (int y = pass[1]; y < side; y += pass[3]) {
                    pixels.write(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(side)
                .putInt(side)
                .put(new byte[] {(byte) depth, (byte) type, 0, 0, (byte) (interlaced ? 1 : 0)})
                .array();
        byte[] head = Photos.append(Photos.latin1("\u0089PNG\r\n\u001a\n"), Photos.pngChunk("IHDR", header));
        return Photos.append(head, Photos.pngChunk("IDAT", data.toByteArray()));
    }

    /** Returns a row of four pixels with the indices 0 to 3, a palette of two colours and three alphas. */
    public static byte[] shortPalette(boolean interlaced) {
        BufferedImage image = new BufferedImage(
                4,
                1,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 3, new int[] {0x80ff0000, 0x4000ff00, 0x20000000}, 0, true, -1, 0));
        for (int x = 0; x < 4; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        byte[] png = new RawPng(image, PALETTE, 8).write(interlaced);
        byte[] palette = Photos.pngChunk("PLTE", new byte[] {(byte) 0xff, 0, 0, 0, (byte) 0xff, 0});
        int behind = 33 + 12 + 9;
        return Photos.append(
                Photos.append(Arrays.copyOf(png, 33), palette), Arrays.copyOfRange(png, behind, png.length));
    }

    private byte[] write(boolean interlaced) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(Photos.latin1("\u0089PNG\r\n\u001a\n"));
        byte[] header = ByteBuffer.allocate(13)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put((byte) depth)
                .put((byte) type)
                .put(new byte[] {0, 0, (byte) (interlaced ? 1 : 0)})
                .array();
        png.writeBytes(Photos.pngChunk("IHDR", header));
        if (type == PALETTE) {
            palette(png);
        }
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int[] pass : interlaced ? ADAM7 : ONE_PASS) {
            rows(rows, pass);
        }
        png.writeBytes(Photos.pngChunk("IDAT", Photos.deflated(rows.toByteArray())));
        png.writeBytes(Photos.pngChunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private void palette(ByteArrayOutputStream png) {
        IndexColorModel colours = (IndexColorModel) image.getColorModel();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        ByteArrayOutputStream alphas = new ByteArrayOutputStream();
        for (int i = 0; i < Math.min(1 << depth, colours.getMapSize()); i++) {
            entries.write(colours.getRed(i));
            entries.write(colours.getGreen(i));
            entries.write(colours.getBlue(i));
            alphas.write(colours.getAlpha(i));
        }
        png.writeBytes(Photos.pngChunk("PLTE", entries.toByteArray()));
        if (colours.hasAlpha()) {
            png.writeBytes(Photos.pngChunk("tRNS", alphas.toByteArray()));
        }
    }

    private void rows(ByteArrayOutputStream out, int[] pass) {
        for (int y = pass[1]; y < image.getHeight() && pass[0] < image.getWidth(); y += pass[3]) {
            out.write(0);
            int bits = 0;
            int count = 0;
            for (int x = pass[0]; x < image.getWidth(); x += pass[2]) {
                for (int sample : samples(x, y)) {
                    if (depth == 16) {
                        out.write(sample);
                        // The low byte, in the middle of its range.
                        out.write(0x80);
                    } else {
                        bits = bits << depth | sample >> (type == PALETTE ? 0 : 8 - depth);
                        count += depth;
                    }
                    if (count == 8) {
                        out.write(bits);
                        bits = 0;
                        count = 0;
                    }
                }
            }
            if (count > 0) {
                out.write(bits << (8 - count));
            }
        }
    }

    private int[] samples(int x, int y) {
        int pixel = image.getRGB(x, y);
        int red = pixel >> 16 & 0xff;
        int green = pixel >> 8 & 0xff;
        int blue = pixel & 0xff;
        int alpha = pixel >>> 24;
        return switch (type) {
            case GREY -> new int[] {green};
            case RGB -> new int[] {red, green, blue};
            case PALETTE -> new int[] {image.getRaster().getSample(x, y, 0)};
            case GREY_ALPHA -> new int[] {green, alpha};
            default -> new int[] {red, green, blue, alpha};
        };
    }
}
