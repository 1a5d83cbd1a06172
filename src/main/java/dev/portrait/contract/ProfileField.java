package dev.portrait.contract;

import static dev.portrait.contract.ProfileField.Writer.ADMINISTRATOR;
import static dev.portrait.contract.ProfileField.Writer.NOBODY;
import static dev.portrait.contract.ProfileField.Writer.OWNER;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of a profile, in the order of their keys in JSON (contract §3): what kind of value each has, who may write
 * it, and how long its text may be.
 */
public enum ProfileField {
    ID(NOBODY, FieldKind.INTEGER),
    USERNAME(OWNER, FieldKind.USERNAME, 255),
    REAL_NAME(OWNER, FieldKind.NAME, 255),
    EMAIL(ADMINISTRATOR, FieldKind.EMAIL, 254), // RFC 3696, erratum 1690
    EMAIL_ISVALID(ADMINISTRATOR, FieldKind.BOOLEAN),
    DATE_JOINED(NOBODY, FieldKind.TIME),
    BIO(OWNER, FieldKind.LINES, 10_000),
    LOCATION(OWNER, FieldKind.LINE, 100),
    LOCATION_LAT_LNG(OWNER, FieldKind.COORDINATES),
    POSITION_LAT_LNG(OWNER, FieldKind.COORDINATES),
    DATE_OF_BIRTH(OWNER, FieldKind.DATE),
    DESCRIPTION(OWNER, FieldKind.LINE, 50),
    GENDER(OWNER, FieldKind.GENDER),
    STATUS(NOBODY, FieldKind.STATUS),
    WEBSITE(OWNER, FieldKind.URL, 200),
    AVATAR(OWNER, FieldKind.PICTURE),
    COVER(OWNER, FieldKind.PICTURE),
    EXT_ID(ADMINISTRATOR, FieldKind.INTEGER),
    TAGS(ADMINISTRATOR, FieldKind.TAGS, 20_000),
    REPUTATION(ADMINISTRATOR, FieldKind.INTEGER),
    CONNECTION_STATUS(NOBODY, FieldKind.RESERVED),
    FOLLOWINGS_COUNTER(ADMINISTRATOR, FieldKind.COUNTER),
    FOLLOWERS_COUNTER(ADMINISTRATOR, FieldKind.COUNTER),
    POSTS_COUNTER(ADMINISTRATOR, FieldKind.COUNTER),
    DISCUSSIONS_COUNTER(ADMINISTRATOR, FieldKind.COUNTER),
    STATUSES_COUNTER(ADMINISTRATOR, FieldKind.COUNTER),
    POLLS_COUNTER(ADMINISTRATOR, FieldKind.COUNTER);

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final Set<ProfileField> ALL_WRITABLE = fields(field -> field.writer == OWNER);
    private static final Set<ProfileField> ALL_MANAGED = fields(field -> field.writer == ADMINISTRATOR);
    // The username is how people refer to each other, so the site alone decides who sees it.
    private static final Set<ProfileField> ALL_WITH_VISIBILITY =
            fields(field -> field.writer == OWNER && field != USERNAME);

    private final Writer writer;
    private final FieldKind kind;
    private final int maxLength;
    private final String key = name().toLowerCase(Locale.ROOT);

    ProfileField(Writer writer, FieldKind kind) {
        this(writer, kind, UNLIMITED);
    }

    ProfileField(Writer writer, FieldKind kind, int maxLength) {
        this.writer = writer;
        this.kind = kind;
        this.maxLength = maxLength;
    }

    /** Returns the fields that owners may write (contract §2), in order. */
    public static Set<ProfileField> writable() {
        return ALL_WRITABLE;
    }

    /** Returns the fields that another system owns and administrators write (contract §12), in order. */
    public static Set<ProfileField> managed() {
        return ALL_MANAGED;
    }

    /** Returns the fields that have a visibility of their own, which the owner may narrow (contract §11), in order. */
    public static Set<ProfileField> withVisibility() {
        return ALL_WITH_VISIBILITY;
    }

    /** Returns the field with a visibility of its own that has this key, or empty if there is none. */
    public static Optional<ProfileField> withVisibility(String key) {
        return ALL_WITH_VISIBILITY.stream()
                .filter(field -> field.key.equals(key))
                .findFirst();
    }

    private static Set<ProfileField> fields(Predicate<ProfileField> accepted) {
        return Arrays.stream(values())
                .filter(accepted)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(() -> EnumSet.noneOf(ProfileField.class)),
                        Collections::unmodifiableSet));
    }

    /** Returns the name of the field in requests and in JSON. */
    public String key() {
        return key;
    }

    public FieldKind kind() {
        return kind;
    }

    /** Returns the longest text, in Unicode code points; {@link Integer#MAX_VALUE} where the length has no limit of its own. */
    public int maxLength() {
        return maxLength;
    }

    public boolean hasMaxLength() {
        return maxLength != UNLIMITED;
    }

    /** Returns whether only the owner and administrators see the field (contract §3). */
    public boolean isPrivate() {
        return this == EMAIL || this == EMAIL_ISVALID;
    }

    /** Who may write a field. */
    enum Writer {
        OWNER,
        ADMINISTRATOR,
        NOBODY
    }
}
