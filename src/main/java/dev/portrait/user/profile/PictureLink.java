package dev.portrait.user.profile;

import dev.portrait.media.MediaName;
import dev.portrait.user.PlainText;

/** A URL of a picture, as clients send it back (contract §2). */
public final class PictureLink {

    private PictureLink() {}

    /**
     * Returns whether a text is a URL of the current picture. Only the last segment of the path counts: the profile may have been
     * read by another address of the server.
     *
     * @param current the name of the picture; empty if there is none
     */
    public static boolean isLinkTo(String current, String link) {
        String path = PlainText.strip(link).replaceFirst("(?s)[?#].*", "");
        return !current.isEmpty()
                && MediaName.parse(path.substring(path.lastIndexOf('/') + 1))
                        .filter(name -> name.value().equals(current))
                        .isPresent();
    }
}
