package dev.portrait.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes JPEG files of empty blocks, with any tables and scans. */
public final class RawJpeg {

    public static final int BASELINE = 0xc0;
    public static final int PROGRESSIVE = 0xc2;
    /** One sample for each pixel. */
    public static final int FULL = 0x11;
    /** Twice as many samples in each direction as a {@link #FULL} component of the same picture. */
    public static final int DOUBLE = 0x22;

    private static final int RUN = 16_384;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int width;
    private final int height;
    private final int[] samplings;
    private final int most;

    /** @param samplings the sampling factors of each component, equal in both directions */
    public RawJpeg(int frame, int width, int height, int... samplings) {
        this.width = width;
        this.height = height;
        this.samplings = samplings;
        this.most = Arrays.stream(samplings).max().orElseThrow() & 0xf;
        out.writeBytes(Jpegs.hex("ffd8"));
        byte[] quantization = new byte[65];
        Arrays.fill(quantization, 1, 65, (byte) 1);
        segment(0xdb, quantization);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {8, (byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width});
        header.write(samplings.length);
        for (int i = 0; i < samplings.length; i++) {
            header.writeBytes(new byte[] {(byte) (i + 1), (byte) samplings[i], 0});
        }
        segment(frame, header.toByteArray());
        // 0 for a difference of zero, 10 for one of a bit
        segment(0xc4, Jpegs.hex("00 01010000000000000000000000000000 0001"));
        // 0 for a run of empty blocks, 10 for one empty block
        segment(0xc4, Jpegs.hex("10 01010000000000000000000000000000 e000"));
    }

    public RawJpeg segment(int marker, byte[] body) {
        out.write(0xff);
        out.write(marker);
        out.write((body.length + 2) >> 8);
        out.write(body.length + 2);
        out.writeBytes(body);
        return this;
    }

    /** Adds the first scan of a progressive file: the means of all blocks. */
    public RawJpeg means() {
        byte[] header = new byte[4 + 2 * samplings.length];
        header[0] = (byte) samplings.length;
        for (int i = 0; i < samplings.length; i++) {
            header[1 + 2 * i] = (byte) (i + 1);
        }
        segment(0xda, header);
        long units = divide(width, 8 * most) * divide(height, 8 * most);
        long blocks = 0;
        for (int sampling : samplings) {
            blocks += units * (sampling & 0xf) * (sampling & 0xf);
        }
        out.writeBytes(new byte[(int) divide(blocks, 8)]);
        return this;
    }

    /** Adds scans that refine nothing of the first component, a few bytes each. */
    public RawJpeg emptyScans(int count) {
        for (int i = 0; i < count; i++) {
            segment(0xda, Jpegs.hex("01 0100 3f3f01"));
            long blocks = divide((long) width * (samplings[0] & 0xf), 8 * most)
                    * divide((long) height * (samplings[0] & 0xf), 8 * most);
            out.writeBytes(runs(blocks));
        }
        return this;
    }

    /** Adds the one scan of a baseline file. */
    public RawJpeg baseline() {
        byte[] header = new byte[4 + 2 * samplings.length];
        header[0] = (byte) samplings.length;
        for (int i = 0; i < samplings.length; i++) {
            header[1 + 2 * i] = (byte) (i + 1);
        }
        header[header.length - 2] = 63;
        segment(0xda, header);
        return this;
    }

    public byte[] end() {
        out.writeBytes(Jpegs.hex("ffd9"));
        return out.toByteArray();
    }

    private static byte[] runs(long blocks) {
        StringBuilder bits = new StringBuilder();
        long left = blocks;
        for (; left >= RUN; left -= RUN) {
            bits.append("0").append("00000000000000");
        }
        bits.append("10".repeat((int) left));
        bits.append("1".repeat(7 - (bits.length() + 7) % 8));
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return bytes;
    }

    private static long divide(long length, int unit) {
        return (length + unit - 1) / unit;
    }
}
