package dev.portrait.user.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.OptionalLong;

/** The version of the profile that the request's {@code If-Match} was found to name; empty where it names none. */
@RequestScoped
public class ExpectedVersion {

    private OptionalLong version = OptionalLong.empty();

    public OptionalLong version() {
        return version;
    }

    public void is(long named) {
        version = OptionalLong.of(named);
    }
}
