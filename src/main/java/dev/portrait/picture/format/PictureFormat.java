package dev.portrait.picture.format;

/** One of the picture formats that are accepted. */
public interface PictureFormat {

    /** Whether the first bytes of a file are those of this format. Nothing else identifies it. */
    boolean matches(byte[] file);

    /**
     * Reads a file without decoding it, and refuses it if it is damaged, too large or of an unsupported kind.
     *
     * @param file a file that matches; its content may be overwritten
     */
    CheckedPicture check(byte[] file, PictureLimits limits) throws PictureFault;
}
