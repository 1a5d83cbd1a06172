package dev.portrait.picture.gif;

import dev.portrait.picture.Photos;
import dev.portrait.picture.format.JdkProviders;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/** Writes animated GIF files, and plays them as a browser does. */
public final class Animations {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private Animations() {}

    /**
     * A frame.
     *
     * @param delay in hundredths of a second
     * @param disposal the name that ImageIO has for it
     */
    public record Frame(BufferedImage image, int left, int top, int delay, String disposal) {

        public static Frame of(BufferedImage image) {
            return new Frame(image, 0, 0, 7, "none");
        }
    }

    public static byte[] gif(List<Frame> frames) throws IOException {
        ImageWriter writer = JdkProviders.writer("gif").createWriterInstance();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (Frame frame : frames) {
                writer.writeToSequence(new IIOImage(frame.image(), null, metadata(writer, frame)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata metadata(ImageWriter writer, Frame frame) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame.image()), null);
        Element root = (Element) metadata.getAsTree(FORMAT);
        Element place = (Element) root.getElementsByTagName("ImageDescriptor").item(0);
        place.setAttribute("imageLeftPosition", Integer.toString(frame.left()));
        place.setAttribute("imageTopPosition", Integer.toString(frame.top()));
        Element control =
                (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("disposalMethod", frame.disposal());
        control.setAttribute("delayTime", Integer.toString(frame.delay()));
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        IIOMetadataNode repeats = new IIOMetadataNode("ApplicationExtension");
        repeats.setAttribute("applicationID", "NETSCAPE");
        repeats.setAttribute("authenticationCode", "2.0");
        repeats.setUserObject(new byte[] {1, 5, 0});
        extensions.appendChild(repeats);
        IIOMetadataNode comments = new IIOMetadataNode("CommentExtensions");
        IIOMetadataNode comment = new IIOMetadataNode("CommentExtension");
        comment.setAttribute("value", Photos.PLANTED);
        comments.appendChild(comment);
        root.appendChild(extensions);
        root.appendChild(comments);
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    /** Returns the picture with a palette of its own. */
    public static BufferedImage indexed(BufferedImage image) {
        Size size = new Size(image.getWidth(), image.getHeight());
        return Palette.index(new Pixels(size, image.getRGB(0, 0, size.width(), size.height(), null, 0, size.width())));
    }

    /** Returns what a viewer shows, frame by frame. */
    public static List<BufferedImage> play(byte[] gif) throws IOException {
        List<BufferedImage> seen = new ArrayList<>();
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("gif");
        ImageReader reader = readers.next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(gif)));
        BufferedImage canvas = null;
        for (int i = 0; i < reader.getNumImages(true); i++) {
            BufferedImage frame = reader.read(i);
            Element root = (Element) reader.getImageMetadata(i).getAsTree(FORMAT);
            Element place =
                    (Element) root.getElementsByTagName("ImageDescriptor").item(0);
            int left = Integer.parseInt(place.getAttribute("imageLeftPosition"));
            int top = Integer.parseInt(place.getAttribute("imageTopPosition"));
            if (canvas == null) {
                canvas = new BufferedImage(
                        frame.getWidth() + left, frame.getHeight() + top, BufferedImage.TYPE_INT_ARGB);
            }
            BufferedImage shown = copy(canvas);
            draw(frame, shown, left, top, false);
            seen.add(shown);
            switch (attribute(root, "GraphicControlExtension", "disposalMethod")) {
                case "restoreToBackgroundColor" -> {
                    canvas = copy(shown);
                    draw(frame, canvas, left, top, true);
                }
                case "restoreToPrevious" -> {
                    // the canvas stays as it was before the frame
                }
                default -> canvas = shown;
            }
        }
        return seen;
    }

    /** Returns the delay of every frame. */
    public static List<String> delays(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(gif)));
        List<String> delays = new ArrayList<>();
        for (int i = 0; i < reader.getNumImages(true); i++) {
            Element root = (Element) reader.getImageMetadata(i).getAsTree(FORMAT);
            delays.add(attribute(root, "GraphicControlExtension", "delayTime"));
        }
        return delays;
    }

    private static String attribute(Element root, String element, String name) {
        return ((Element) root.getElementsByTagName(element).item(0)).getAttribute(name);
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        draw(image, copy, 0, 0, false);
        return copy;
    }

    private static void draw(BufferedImage from, BufferedImage to, int left, int top, boolean clear) {
        for (int y = 0; y < from.getHeight() && top + y < to.getHeight(); y++) {
            for (int x = 0; x < from.getWidth() && left + x < to.getWidth(); x++) {
                int pixel = from.getRGB(x, y);
                if (clear) {
                    to.setRGB(left + x, top + y, 0);
                } else if (pixel >>> 24 != 0) {
                    to.setRGB(left + x, top + y, pixel);
                }
            }
        }
    }
}
