package dev.portrait.config;

/** Where pictures are kept. */
public enum MediaStoreKind {
    /** In a folder. */
    FILE,
    /** In a bucket of an S3-compatible store. */
    S3
}
