package dev.portrait.picture.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.picture.Photos;
import dev.portrait.picture.raster.Orientation;
import dev.portrait.picture.raster.Pixels;
import dev.portrait.picture.raster.Size;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("If the ImageIO reader")
class ImageDecoderTest {

    private static final Size SIZE = new Size(60, 40);

    private final Logger logger = Logger.getLogger(ImageDecoder.class.getPackageName());
    private final List<LogRecord> records = new ArrayList<>();
    private final Thread test = Thread.currentThread();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            // Other tests run at the same time.
            if (test.equals(Thread.currentThread()) && logged.getLevel().equals(Level.WARNING)) {
                records.add(logged);
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void ignore() {
        logger.removeHandler(handler);
    }

    static Stream<Throwable> defects() {
        String message = "line\nbreak " + "x".repeat(2000);
        return Stream.of(
                new IllegalStateException(message), new AssertionError(message), new StackOverflowError(message));
    }

    @ParameterizedTest
    @MethodSource("defects")
    @DisplayName("fails by a defect of its own, the picture is damaged, and one short line is logged")
    void defect(Throwable defect) {
        ImageDecoder decoder = decoder((jdk, param) -> {
            throw defect;
        });

        assertThatExceptionOfType(PictureFault.class).isThrownBy(() -> decode(decoder));
        assertThat(records).singleElement().satisfies(logged -> {
            assertThat(logged.getMessage())
                    .contains("A picture could not be decoded: JPEG, "
                            + defect.getClass().getName() + ": line?break")
                    .hasSizeLessThan(1000);
            assertThat(logged.getThrown()).isNull();
        });
    }

    @Test
    @DisplayName("cannot read the picture, it is damaged, and nothing is logged")
    void damaged() {
        ImageDecoder decoder = decoder((jdk, param) -> {
            throw new IOException("no end");
        });

        assertThatExceptionOfType(PictureFault.class).isThrownBy(() -> decode(decoder));
        assertThat(records).isEmpty();
    }

    @Test
    @DisplayName("has ended, a defect of ours is not taken for damage")
    void defect_of_ours() throws PictureFault {
        RuntimeException ours = new IllegalStateException("ours");
        ImageDecoder decoder = decoder((jdk, param) -> jdk.read(0, param));
        CheckedPicture picture = new CheckedPicture(
                SIZE,
                Orientation.UPRIGHT,
                pixels -> {
                    throw ours;
                },
                target -> WorkingMemory.ofHeap(0),
                target -> decode(decoder));

        assertThatThrownBy(() -> picture.upright(SIZE)).isSameAs(ours);
    }

    @Test
    @DisplayName("is interrupted by a defect of ours, it is not taken for damage")
    void defect_of_ours_called_by_the_reader() {
        ImageDecoder decoder = decoder((jdk, param) -> {
            SampleModel layout = param.getDestination().getSampleModel();
            Raster unreadable = new Raster(layout, new DataBufferByte(1), new Point()) {};
            param.getDestination().getRaster().setRect(0, 0, unreadable);
            return param.getDestination();
        });

        assertThatThrownBy(() -> decode(decoder)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    static Stream<Reading> unorderedReaders() {
        return Stream.of(
                (jdk, param) -> {
                    WritableRaster whole = jdk.read(0).getRaster();
                    for (int y = SIZE.height() - 1; y >= 0; y--) {
                        Raster row = whole.createChild(0, y, SIZE.width(), 1, 0, 0, null);
                        param.getDestination().getRaster().setRect(0, y, row);
                    }
                    return param.getDestination();
                },
                (jdk, param) -> param.getDestination(),
                (jdk, param) -> {
                    param.getDestination()
                            .getRaster()
                            .createWritableChild(0, 0, 1, 1, 0, 0, null)
                            .setSample(0, 0, 0, 1);
                    return param.getDestination();
                },
                (jdk, param) -> {
                    param.getDestination().getRaster().setRect(0, 1, jdk.read(0).getRaster());
                    throw new IllegalStateException("nothing there");
                });
    }

    @ParameterizedTest
    @MethodSource("unorderedReaders")
    @DisplayName("does not deliver rows from the top, the whole picture is read, and one warning is logged")
    void unordered(Reading unordered) throws PictureFault {
        ImageDecoder decoder = decoder(
                (jdk, param) -> param.getDestination() == null ? jdk.read(0, param) : unordered.read(jdk, param));
        int[] expected = decode(decoder((jdk, param) -> jdk.read(0, param))).argb();

        for (int i = 0; i < 2; i++) {
            assertThat(decode(decoder).argb()).isEqualTo(expected);
        }
        assertThat(records)
                .filteredOn(logged -> logged.getMessage().contains("does not deliver rows in order"))
                .hasSize(1);
    }

    private static Pixels decode(ImageDecoder decoder) throws PictureFault {
        return decoder.scaleRows(ByteBuffer.wrap(Photos.jpeg(SIZE.width(), SIZE.height())), SIZE, SIZE);
    }

    private static ImageDecoder decoder(Reading reading) {
        return new ImageDecoder("JPEG", new Provider(JdkProviders.reader("jpeg"), reading), warning -> false);
    }

    /** Reads a picture with the help of the JDK's reader. */
    private interface Reading {
        BufferedImage read(ImageReader jdk, ImageReadParam param) throws Throwable;
    }

    private static final class Provider extends ImageReaderSpi {

        private final ImageReaderSpi jdk;
        private final Reading reading;

        Provider(ImageReaderSpi jdk, Reading reading) {
            this.jdk = jdk;
            this.reading = reading;
        }

        @Override
        public boolean canDecodeInput(Object source) {
            return true;
        }

        @Override
        public ImageReader createReaderInstance(@Nullable Object extension) throws IOException {
            return new Reader(this, jdk.createReaderInstance(), reading);
        }

        @Override
        public String getDescription(Locale locale) {
            return "of a test";
        }
    }

    private static final class Reader extends ImageReader {

        private final ImageReader jdk;
        private final Reading reading;

        Reader(Provider provider, ImageReader jdk, Reading reading) {
            super(provider);
            this.jdk = jdk;
            this.reading = reading;
        }

        @Override
        public void setInput(Object input, boolean forward, boolean withoutMetadata) {
            jdk.setInput(input, forward, withoutMetadata);
        }

        @Override
        public Iterator<ImageTypeSpecifier> getImageTypes(int index) throws IOException {
            return jdk.getImageTypes(index);
        }

        @Override
        public BufferedImage read(int index, ImageReadParam param) throws IOException {
            try {
                return reading.read(jdk, param);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public int getNumImages(boolean search) {
            return 1;
        }

        @Override
        public int getWidth(int index) throws IOException {
            return jdk.getWidth(index);
        }

        @Override
        public int getHeight(int index) throws IOException {
            return jdk.getHeight(index);
        }

        @Override
        public @Nullable IIOMetadata getStreamMetadata() {
            return null;
        }

        @Override
        public @Nullable IIOMetadata getImageMetadata(int index) {
            return null;
        }
    }
}
