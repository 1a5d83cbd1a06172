package dev.portrait.picture.drawing;

import java.awt.AWTError;
import java.awt.Shape;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fonts that may be unusable, as on a server without fontconfig or FreeType. Java then throws errors of many types, slowly,
 * and differently at the second call. After the first failure, fonts are not used again.
 */
final class CautiousFonts implements Lettering {

    private static final Logger LOG = Logger.getLogger(CautiousFonts.class.getName());
    private static final String SAMPLE = "A";

    private final Lettering fonts;
    private final AtomicBoolean proven = new AtomicBoolean();
    private final AtomicBoolean broken = new AtomicBoolean();

    CautiousFonts(Lettering fonts) {
        this.fonts = fonts;
    }

    /** Returns the outline of a text, or empty if fonts have failed. */
    @Override
    public Optional<Shape> outline(String text) {
        if (broken.get()) {
            return Optional.empty();
        }
        try {
            if (!proven.get()) {
                fonts.outline(SAMPLE);
                proven.set(true);
            }
            return fonts.outline(text);
        } catch (RuntimeException | InternalError e) {
            return proven.get() ? refuse(e) : giveUp(e);
        } catch (LinkageError | AWTError e) {
            return giveUp(e);
        }
    }

    // One unusual name must not disable the initials of everyone.
    private static Optional<Shape> refuse(Throwable failure) {
        LOG.log(Level.FINE, "A text has no outline", failure);
        return Optional.empty();
    }

    private Optional<Shape> giveUp(Throwable failure) {
        if (!broken.getAndSet(true)) {
            LOG.info("Java cannot use fonts on this server, so there are no pictures of initials: " + failure);
        }
        return Optional.empty();
    }
}
