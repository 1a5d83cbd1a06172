package dev.portrait.config;

import java.util.Set;

/** What contract §2 lets an owner write. */
final class ProfileFields {

    static final Set<String> ALL = Set.of(
            "username",
            "real_name",
            "bio",
            "location",
            "location_lat_lng",
            "position_lat_lng",
            "date_of_birth",
            "description",
            "gender",
            "website",
            "avatar",
            "cover");

    private ProfileFields() {}
}
