package dev.portrait.user;

import java.util.List;

/**
 * One page of a search for users (contract §12).
 *
 * @param users the users of the page, in the requested order
 * @param more whether there are users after the page
 * @param count how many users match on all pages together, up to a limit
 * @param limited whether a limit was reached, so that more users may match
 */
public record FoundUsers(List<User> users, boolean more, long count, boolean limited) {

    public FoundUsers {
        users = List.copyOf(users);
    }
}
