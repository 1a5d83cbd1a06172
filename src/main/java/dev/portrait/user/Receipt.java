package dev.portrait.user;

import java.time.Instant;
import java.util.Set;

/**
 * What a deletion took away.
 *
 * @param status the user's from now on: deleted, or unregistered
 * @param date of the deletion
 * @param fields the names of the fields that had a value and have none any more
 * @param pictures how many are gone
 */
public record Receipt(long userId, UserStatus status, Instant date, Set<String> fields, int pictures) {

    public Receipt {
        fields = Set.copyOf(fields);
    }
}
