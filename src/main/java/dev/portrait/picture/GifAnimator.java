package dev.portrait.picture;

import java.io.IOException;
import java.io.UncheckedIOException;

/** From an animation to a smaller one of the same timing, a frame at a time. */
final class GifAnimator {

    private final PictureDecoder decoder;
    private final Codecs codecs;

    GifAnimator(PictureDecoder decoder, Codecs codecs) {
        this.decoder = decoder;
        this.codecs = codecs;
    }

    Picture scale(GifAnimation animation, Size target) throws PictureFault {
        GifCanvas canvas = new GifCanvas(animation.first().canvas());
        try (AnimationEncoder encoder = new AnimationEncoder(codecs.gifWriter(), target, animation.repeats())) {
            for (GifFrame frame : animation.frames()) {
                canvas.draw(frame, decoder.frame(frame.picture()));
                encoder.add(Scaler.scale(canvas.rows(), target), frame.delay());
                canvas.dispose(frame);
            }
            return encoder.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
