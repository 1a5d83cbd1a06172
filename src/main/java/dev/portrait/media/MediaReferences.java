package dev.portrait.media;

import java.util.Set;

/** Who knows which pictures are still needed; whoever refers to pictures supplies it. */
public interface MediaReferences {

    /**
     * Those of the names that somebody refers to.
     *
     * @param names at most a few hundred
     */
    Set<MediaName> amongst(Set<MediaName> names);

    /** Whether anybody refers to any picture. */
    boolean any();
}
