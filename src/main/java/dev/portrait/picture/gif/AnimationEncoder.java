package dev.portrait.picture.gif;

import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;

/** Writes an animated GIF. Each frame contains only what it changes, and has a palette of its own. */
final class AnimationEncoder implements AutoCloseable {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final Size size;
    private final ImageWriter writer;
    private final OptionalInt repeats;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ImageOutputStream output = new MemoryCacheImageOutputStream(bytes);
    private int[] shown = {};
    private int[] pending = {};
    private int pendingDelay;

    /**
     * @param writer a GIF writer; closed with the encoder
     * @param repeats how often the animation runs again, 0 for ever
     */
    AnimationEncoder(ImageWriter writer, Size size, OptionalInt repeats) throws IOException {
        this.writer = writer;
        this.size = size;
        this.repeats = repeats;
        writer.setOutput(output);
        writer.prepareWriteSequence(null);
    }

    /** @param delay how long it is shown, in hundredths of a second */
    void add(Pixels frame, int delay) throws IOException {
        int[] next = hardEdged(frame.argb());
        if (pending.length > 0) {
            write(next);
        }
        pending = next;
        pendingDelay = delay;
    }

    /** Returns how many bytes are written so far. */
    long length() throws IOException {
        return output.getStreamPosition();
    }

    byte[] finish() throws IOException {
        write(pending);
        writer.endWriteSequence();
        output.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        writer.dispose();
        output.close();
    }

    // A pixel of a GIF is either opaque or transparent.
    private static int[] hardEdged(int[] argb) {
        return Arrays.stream(argb)
                .map(pixel -> pixel >>> 24 < 0x80 ? 0 : pixel | 0xff000000)
                .toArray();
    }

    /**
     * Writes the pending frame. If a pixel has to become transparent for the next frame, the whole rectangle of this frame
     * is cleared after it: GIF has no other way to remove a pixel.
     */
    private void write(int[] next) throws IOException {
        boolean first = shown.length == 0;
        boolean clears = false;
        Area area = new Area(size.width());
        for (int i = 0; i < pending.length; i++) {
            boolean vanishes = pending[i] != 0 && next[i] == 0;
            clears |= vanishes;
            if (first || vanishes || pending[i] != shown[i]) {
                area.include(i);
            }
        }
        int[] before = first ? new int[pending.length] : shown;
        BufferedImage image = Palette.index(area.changes(before, pending));
        writer.writeToSequence(new IIOImage(image, null, metadata(image, area, clears, first)), null);
        shown = clears ? area.cleared(pending) : pending;
    }

    private IIOMetadata metadata(BufferedImage image, Area area, boolean clears, boolean first) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        Node root = metadata.getAsTree(FORMAT);
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            IIOMetadataNode element = (IIOMetadataNode) node;
            if (node.getNodeName().equals("ImageDescriptor")) {
                element.setAttribute("imageLeftPosition", Integer.toString(area.left()));
                element.setAttribute("imageTopPosition", Integer.toString(area.top()));
                // By default the JDK interlaces, which makes files larger.
                element.setAttribute("interlaceFlag", "FALSE");
            } else if (node.getNodeName().equals("GraphicControlExtension")) {
                element.setAttribute("disposalMethod", clears ? "restoreToBackgroundColor" : "doNotDispose");
                element.setAttribute("delayTime", Integer.toString(pendingDelay));
            }
        }
        if (first && repeats.isPresent()) {
            root.appendChild(repetition(repeats.getAsInt()));
        }
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode repetition(int times) {
        IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
        extension.setAttribute("applicationID", "NETSCAPE");
        extension.setAttribute("authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, (byte) times, (byte) (times >> 8)});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(extension);
        return extensions;
    }
}
