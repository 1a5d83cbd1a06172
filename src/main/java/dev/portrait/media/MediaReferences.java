package dev.portrait.media;

import java.util.Set;

/** Finds out which pictures are still needed. Implemented by the package that refers to pictures. */
public interface MediaReferences {

    /**
     * Returns those of the names that are referenced.
     *
     * @param names at most a few hundred
     */
    Set<MediaName> referenced(Set<MediaName> names);

    /** Whether any picture is referenced. */
    boolean any();
}
