package dev.portrait.user;

import java.time.Instant;
import java.util.Set;

/**
 * What a deletion removed.
 *
 * @param status the user's status after it: deleted, or unregistered
 * @param date the time of the deletion
 * @param fields the keys of the fields that lost their value
 * @param pictures the number of removed pictures
 */
public record Receipt(long userId, UserStatus status, Instant date, Set<String> fields, int pictures) {

    public Receipt {
        fields = Set.copyOf(fields);
    }
}
