package dev.portrait.user;

import java.util.Arrays;
import java.util.Optional;

/** By what users are listed. */
public enum UserOrder {
    ID("id", "u.id"),
    ID_DESCENDING("-id", "u.id desc"),
    USERNAME("username", "u.usernameKey"),
    USERNAME_DESCENDING("-username", "u.usernameKey desc"),
    DATE_JOINED("date_joined", "u.dateJoined, u.id"),
    DATE_JOINED_DESCENDING("-date_joined", "u.dateJoined desc, u.id desc");

    private final String wire;
    private final String clause;

    UserOrder(String wire, String clause) {
        this.wire = wire;
        this.clause = clause;
    }

    /** The order of that name, or empty if there is none. */
    public static Optional<UserOrder> parse(String wire) {
        return Arrays.stream(values()).filter(order -> order.wire.equals(wire)).findFirst();
    }

    /** The name of this order in a query string. */
    public String wire() {
        return wire;
    }

    String clause() {
        return clause;
    }
}
