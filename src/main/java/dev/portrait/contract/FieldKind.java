package dev.portrait.contract;

/** The kinds of values that fields have; fields of one kind share a rule and a JSON type. */
public enum FieldKind {
    /** A unique name of ASCII letters, digits, hyphens and underscores. */
    USERNAME,
    /** One line by which people know each other, without invisible characters. */
    NAME,
    /** One line of free text. */
    LINE,
    /** Free text with line breaks. */
    LINES,
    EMAIL,
    COORDINATES,
    DATE,
    TIME,
    GENDER,
    STATUS,
    URL,
    PICTURE,
    /** A 64-bit integer. */
    INTEGER,
    /** A 64-bit integer that is not negative. */
    COUNTER,
    BOOLEAN,
    TAGS,
    /** Reserved: always null. */
    RESERVED
}
