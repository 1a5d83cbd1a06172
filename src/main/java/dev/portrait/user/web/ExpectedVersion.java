package dev.portrait.user.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.OptionalLong;

/** The version of the user that {@code If-Match} names, for the transaction to compare; empty without that header. */
@RequestScoped
public class ExpectedVersion {

    private OptionalLong version = OptionalLong.empty();

    public OptionalLong version() {
        return version;
    }

    public void set(long expected) {
        version = OptionalLong.of(expected);
    }
}
