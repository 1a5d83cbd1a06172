package dev.portrait.user;

import java.util.Arrays;
import java.util.Optional;

/** The orders of the list of users (contract §12). */
public enum UserOrder {
    ID("id", "u.id"),
    ID_DESCENDING("-id", "u.id desc"),
    USERNAME("username", "u.usernameKey"),
    USERNAME_DESCENDING("-username", "u.usernameKey desc"),
    DATE_JOINED("date_joined", "u.dateJoined, u.id"),
    DATE_JOINED_DESCENDING("-date_joined", "u.dateJoined desc, u.id desc"),
    /** The newest avatars first; without users who show none. */
    AVATAR_DATE("avatar_date", "a.id desc", " join Avatar a on a.picture = u.avatar");

    private final String wire;
    private final String clause;
    private final String join;

    UserOrder(String wire, String clause) {
        this(wire, clause, "");
    }

    UserOrder(String wire, String clause, String join) {
        this.wire = wire;
        this.clause = clause;
        this.join = join;
    }

    /** Returns the order of that name, or empty for an unknown name. */
    public static Optional<UserOrder> parse(String wire) {
        return Arrays.stream(values()).filter(order -> order.wire.equals(wire)).findFirst();
    }

    /** Returns the value of the query parameter. */
    public String wire() {
        return wire;
    }

    String clause() {
        return clause;
    }

    /** Returns what to join with the users {@code u}, or the empty text. */
    String join() {
        return join;
    }
}
