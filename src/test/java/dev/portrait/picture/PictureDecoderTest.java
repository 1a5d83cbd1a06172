package dev.portrait.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portrait.telemetry.Metrics;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

@DisplayName("With a reader of ImageIO")
class PictureDecoderTest {

    private static final Size SIZE = new Size(60, 40);
    private static final PictureLimits LIMITS = new PictureLimits(1 << 20, 1 << 20, 100);

    private final Logger logger = Logger.getLogger(PictureDecoder.class.getPackageName());
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
    @DisplayName("that has a defect, a picture is damaged, and one short line is logged")
    void defect(Throwable defect) {
        PictureDecoder decoder = decoder((jdk, param) -> {
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
    @DisplayName("that cannot read it, a picture is damaged, and nothing is logged")
    void damaged() {
        PictureDecoder decoder = decoder((jdk, param) -> {
            throw new IOException("no end");
        });

        assertThatExceptionOfType(PictureFault.class).isThrownBy(() -> decode(decoder));
        assertThat(records).isEmpty();
    }

    @Test
    @DisplayName("that has no part in it, a defect of ours is none of the picture")
    void defect_of_ours() throws PictureFault {
        RuntimeException ours = new IllegalStateException("ours");
        EncodedPicture jpeg = jpeg();
        EncodedPicture coloured = EncodedPicture.whole(
                PictureFormat.JPEG, jpeg.stream(), true, SIZE, Orientation.UPRIGHT, Optional.of(pixels -> {
                    throw ours;
                }));

        assertThatThrownBy(() -> new PictureDecoder(new Codecs(Optional.empty())).decode(coloured, SIZE))
                .isSameAs(ours);
    }

    @Test
    @DisplayName("that calls us back, a defect of ours is none of the picture either, and no refusal")
    void defect_of_ours_below_the_reader() {
        Codecs codecs = codecs((jdk, param) -> {
            WritableRaster grey = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIZE.width(), 1, 1, null);
            param.getDestination().getRaster().setRect(0, 0, grey);
            return param.getDestination();
        });
        PictureProcessor processor =
                new PictureProcessor(LIMITS, new Bulkhead(1, 0, Duration.ofSeconds(1)), new Metrics(List.of()), codecs);

        assertThatThrownBy(() -> processor.process(
                        "avatar",
                        PictureKind.AVATAR,
                        () -> new ByteArrayInputStream(Photos.jpeg(SIZE.width(), SIZE.height()))))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    static Stream<Reading> otherWays() {
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
    @MethodSource("otherWays")
    @DisplayName(
            "that hands out other things than rows from the top, a picture is read as a whole, and one line is logged")
    void other_way(Reading otherwise) throws PictureFault {
        PictureDecoder decoder = decoder(
                (jdk, param) -> param.getDestination() == null ? jdk.read(0, param) : otherwise.read(jdk, param));
        int[] expected =
                decode(new PictureDecoder(new Codecs(Optional.empty()))).argb();

        for (int i = 0; i < 2; i++) {
            assertThat(decode(decoder).argb()).isEqualTo(expected);
        }
        assertThat(records)
                .filteredOn(logged -> logged.getMessage().contains("works in another way than expected"))
                .hasSize(1);
    }

    private static Pixels decode(PictureDecoder decoder) throws PictureFault {
        return decoder.decode(jpeg(), SIZE);
    }

    private static EncodedPicture jpeg() throws PictureFault {
        return JpegFile.walk(Photos.jpeg(SIZE.width(), SIZE.height()), LIMITS);
    }

    private static PictureDecoder decoder(Reading reading) {
        return new PictureDecoder(codecs(reading));
    }

    private static Codecs codecs(Reading reading) {
        return new Codecs(Optional.empty(), jdk -> new Provider(jdk, reading));
    }

    /** What a reader does, by the JDK's. */
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
