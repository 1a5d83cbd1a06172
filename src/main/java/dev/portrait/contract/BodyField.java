package dev.portrait.contract;

/** Names of fields in request bodies that are no fields of a profile. */
public final class BodyField {

    /** An avatar as a data URL (contract §2). */
    public static final String AVATAR_BASE64 = "avatar_base64";

    /** The intended method of a POST (contract §9). */
    public static final String METHOD = "_method";

    /** The address of the page with a plain form that was refused before (contract §9). */
    public static final String BACK = "_back";

    /** What a portal wants to find unchanged in a form that was refused, such as its token against forged forms (contract §9). */
    public static final String STATE = "_state";

    private BodyField() {}
}
