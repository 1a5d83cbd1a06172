package dev.portrait.picture;

import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.webp.Webp;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes the pictures that the tests upload. None of them is a file in the repository. */
public final class Photos {

    /** The colours in the corners of a scene: top left, top right, bottom left, bottom right. */
    public static final List<Integer> CORNERS = List.of(0xd02020, 0x20b020, 0x2020d0, 0xe0e020);

    /** A text in all metadata that the tests add. */
    public static final String PLANTED = "PLANTED";

    private Photos() {}

    /** Returns gradients with noise. Each corner, a quarter of the sides, has its own colour. */
    public static BufferedImage scene(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random noise = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff000000 | scenePixel(x, y, width, height, noise.nextInt(12)));
            }
        }
        return image;
    }

    /** Returns a picture of the sun over hills. */
    public static BufferedImage landscape(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setPaint(new GradientPaint(0, 0, new Color(0x2b4a7a), 0, height, new Color(0xf3b07a)));
        brush.fillRect(0, 0, width, height);
        brush.setPaint(new Color(0xffe3a8));
        brush.fillOval(width * 5 / 8, height / 4, height / 4, height / 4);
        brush.setPaint(new Color(0x3c5a55));
        brush.fillOval(-width / 4, height * 5 / 8, width, height);
        brush.setPaint(new Color(0x24403c));
        brush.fillOval(width * 3 / 8, height * 3 / 4, width, height);
        brush.dispose();
        return image;
    }

    private static int scenePixel(int x, int y, int width, int height, int noise) {
        boolean left = x * 4L < width;
        boolean right = x * 4L >= 3L * width;
        boolean top = y * 4L < height;
        boolean bottom = y * 4L >= 3L * height;
        if ((left || right) && (top || bottom)) {
            return CORNERS.get((right ? 1 : 0) + (bottom ? 2 : 0));
        }
        int red = (int) (x * 200L / width) + noise;
        int green = (int) (y * 200L / height) + noise;
        return red << 16 | green << 8 | (90 + noise);
    }

    /** Returns a smaller copy, scaled by the JDK: in halves, and then to the size. */
    public static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage current = image;
        while (current.getWidth() != width || current.getHeight() != height) {
            int nextWidth = Math.max(width, current.getWidth() / 2);
            int nextHeight = Math.max(height, current.getHeight() / 2);
            BufferedImage next = new BufferedImage(nextWidth, nextHeight, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = next.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(current, 0, 0, nextWidth, nextHeight, null);
            graphics.dispose();
            current = next;
        }
        return current;
    }

    /** Returns a JPEG of 12 megapixels, 4000 by 3000. */
    public static byte[] photo() {
        return jpeg(scene(4000, 3000, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] jpeg(int width, int height) {
        return jpeg(scene(width, height, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] jpeg(BufferedImage image) {
        return write("jpeg", new IIOImage(image, null, null), false);
    }

    public static byte[] progressiveJpeg(int width, int height) {
        return progressiveJpeg(scene(width, height, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] progressiveJpeg(BufferedImage image) {
        return write("jpeg", new IIOImage(image, null, null), true);
    }

    /** Encodes samples as they are. A marker must say what they mean. */
    public static byte[] jpeg(Raster samples) {
        return write("jpeg", new IIOImage(samples, null, null), false);
    }

    /** Returns a JPEG with an EXIF orientation, as cameras write it. */
    public static byte[] turnedJpeg(int width, int height, int orientation) {
        return withSegment(jpeg(width, height), 0xe1, exifSegment(orientation));
    }

    /** Returns a JPEG full of metadata, each with {@link #PLANTED}. */
    public static byte[] talkativeJpeg(int width, int height) {
        byte[] jpeg = withSegment(jpeg(width, height), 0xfe, latin1(PLANTED + " comment"));
        jpeg = withSegment(jpeg, 0xe1, latin1("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLANTED + "</x:xmpmeta>"));
        jpeg = withSegment(jpeg, 0xed, latin1("Photoshop 3.0\0" + PLANTED));
        return withSegment(jpeg, 0xe1, exifSegment(1));
    }

    public static byte[] greyJpeg(int width, int height, int grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), (byte) grey);
        return jpeg(image);
    }

    /** Returns a CMYK JPEG of one colour, inverted as Adobe writes it. Inks are from 0 to 255. */
    public static byte[] cmykJpeg(int width, int height, int... inks) {
        WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < 4; band++) {
                    raster.setSample(x, y, band, 255 - inks[band]);
                }
            }
        }
        return withSegment(jpeg(raster), 0xee, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
    }

    public static byte[] png(BufferedImage image) {
        return write("png", new IIOImage(image, null, null), false);
    }

    public static byte[] interlacedPng(BufferedImage image) {
        return write("png", new IIOImage(image, null, null), true);
    }

    /** Returns a picture whose left half is transparent, and whose right half is {@code 0x2060c0}. */
    public static BufferedImage halfTransparent(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0x00ff0000 : 0xff2060c0);
            }
        }
        return image;
    }

    /** Returns the same picture with a palette. */
    public static BufferedImage halfTransparentPalette(int width, int height) {
        byte[] red = {0, 0x20};
        byte[] green = {0, 0x60};
        byte[] blue = {0, (byte) 0xc0};
        IndexColorModel palette = new IndexColorModel(8, 2, red, green, blue, 0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int y = 0; y < height; y++) {
            for (int x = width / 2; x < width; x++) {
                image.getRaster().setSample(x, y, 0, 1);
            }
        }
        return image;
    }

    public static BufferedImage filled(int width, int height, int type, int... samples) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setPixel(x, y, samples);
            }
        }
        return image;
    }

    /** Returns a PNG of few bytes with a header of any size. */
    public static byte[] pngBomb(int width, int height) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(latin1("\u0089PNG\r\n\u001a\n"));
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        png.writeBytes(pngChunk("IHDR", header));
        png.writeBytes(pngChunk("IDAT", deflated(new byte[1 << 20])));
        png.writeBytes(pngChunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** Adds a chunk to a PNG, directly after its header. */
    public static byte[] withPngChunk(byte[] png, String name, byte[] body) {
        return insert(png, 33, pngChunk(name, body));
    }

    public static byte[] gif(BufferedImage image) {
        return write("gif", new IIOImage(image, null, null), false);
    }

    /** Returns an animation whose frames are scenes. */
    public static byte[] animatedGif(int width, int height, int frames) {
        ImageWriter writer = writer("gif");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                BufferedImage frame = scene(width, height, BufferedImage.TYPE_BYTE_INDEXED);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Returns a lossless WebP, without EXIF if the orientation is 0. */
    public static byte[] webp(BufferedImage image, int orientation) {
        return Webp.lossless(image, orientation == 0 ? new byte[0] : exif(orientation));
    }

    /** Returns an EXIF block with an orientation and a description. */
    public static byte[] exif(int orientation) {
        byte[] text = latin1(PLANTED + " GPS 52.5163 13.3777\0");
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 24 + 4 + text.length);
        tiff.put(latin1("MM\0*")).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x010e).putShort((short) 2).putInt(text.length).putInt(38);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        tiff.putShort((short) 0).putInt(0).put(text);
        return tiff.array();
    }

    /** Adds a segment to a JPEG, directly after its start. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        ByteBuffer segment = ByteBuffer.allocate(body.length + 4);
        segment.put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (body.length + 2))
                .put(body);
        return insert(jpeg, 2, segment.array());
    }

    public static byte[] cut(byte[] file, double part) {
        return Arrays.copyOf(file, (int) (file.length * part));
    }

    public static byte[] append(byte[] file, byte[] tail) {
        return insert(file, file.length, tail);
    }

    public static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 1024];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    public static byte[] exifSegment(int orientation) {
        return append(latin1("Exif\0\0"), exif(orientation));
    }

    public static byte[] insert(byte[] file, int at, byte[] part) {
        return ByteBuffer.allocate(file.length + part.length)
                .put(file, 0, at)
                .put(part)
                .put(file, at, file.length - at)
                .array();
    }

    public static byte[] pngChunk(String name, byte[] body) {
        ByteBuffer chunk = ByteBuffer.allocate(body.length + 12);
        chunk.putInt(body.length).put(latin1(name)).put(body);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, body.length + 4);
        return chunk.putInt((int) sum.getValue()).array();
    }

    private static byte[] write(String format, IIOImage image, boolean progressive) {
        ImageWriter writer = writer(format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(output);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer(String format) {
        try {
            return switch (format) {
                case "jpeg" -> JdkProviders.writer("jpeg").createWriterInstance();
                case "png" -> JdkProviders.writer("png").createWriterInstance();
                default -> ImageIO.getImageWritersByFormatName(format).next();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
