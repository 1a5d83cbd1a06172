package dev.portrait.picture;

import java.io.IOException;
import java.io.UncheckedIOException;

/** From an animation to a smaller one of the same timing, a frame at a time. */
final class GifAnimator {

    private final Codecs codecs;

    GifAnimator(Codecs codecs) {
        this.codecs = codecs;
    }

    Picture scale(GifAnimation animation, Size target) throws PictureFault {
        GifCanvas canvas = new GifCanvas(animation.canvas());
        try (AnimationEncoder encoder = new AnimationEncoder(codecs.gifWriter(), target, animation.repeats())) {
            for (GifFrame frame : animation.frames()) {
                canvas.draw(frame, frame.decode());
                encoder.add(Scaler.scale(canvas.rows(), target), frame.delay());
                canvas.dispose(frame);
            }
            return encoder.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
