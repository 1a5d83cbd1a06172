package dev.portrait.picture;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes colour profiles of version 2 for monitors (ICC.1:2022). */
public final class ProfileFile {

    private static final int HEADER = 128;
    // D50, the white point of profiles.
    private static final double[] WHITE = {0.9642, 1, 0.8249};

    private ProfileFile() {}

    /** Returns a profile of one channel. */
    public static byte[] grey(double gamma) {
        return write("GRAY", Map.of("kTRC", curve(gamma)));
    }

    /** @param space the signature of the colour space */
    static byte[] write(String space, Map<String, byte[]> more) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description());
        tags.put("cprt", Photos.latin1("text\0\0\0\0none\0\0\0\0"));
        tags.put("wtpt", xyz(WHITE));
        tags.putAll(more);
        int at = HEADER + 4 + 12 * tags.size();
        int length = at + tags.values().stream().mapToInt(tag -> tag.length).sum();
        ByteBuffer profile = ByteBuffer.allocate(length);
        profile.putInt(length).putInt(0).putInt(0x02400000);
        profile.put(Photos.latin1("mntr" + space + "XYZ "));
        profile.put(36, Photos.latin1("acsp"));
        profile.put(68, xyz(WHITE), 8, 12);
        profile.position(HEADER);
        profile.putInt(tags.size());
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            profile.put(Photos.latin1(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += tag.getValue().length;
        }
        tags.values().forEach(profile::put);
        return profile.array();
    }

    static byte[] xyz(double... numbers) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(Photos.latin1("XYZ \0\0\0\0"));
        for (double number : numbers) {
            tag.putInt((int) Math.round(number * 65536));
        }
        return tag.array();
    }

    static byte[] curve(double gamma) {
        return ByteBuffer.allocate(16)
                .put(Photos.latin1("curv\0\0\0\0"))
                .putInt(1)
                .putShort((short) Math.round(gamma * 256))
                .array();
    }

    private static byte[] description() {
        byte[] text = Photos.latin1("test");
        return ByteBuffer.allocate(104)
                .put(Photos.latin1("desc\0\0\0\0"))
                .putInt(text.length + 1)
                .put(text)
                .array();
    }
}
