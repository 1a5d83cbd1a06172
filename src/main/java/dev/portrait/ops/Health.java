package dev.portrait.ops;

import dev.portrait.media.MediaStore;
import dev.portrait.platform.Migrations;
import dev.portrait.security.TokenKeys;
import dev.portrait.user.UserService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Whether this node can do its work, part by part. */
@ApplicationScoped
public class Health {

    @Inject
    Migrations migrations;

    @Inject
    UserService users;

    @Inject
    MediaStore media;

    @Inject
    TokenKeys keys;

    /** The version of the schema; waits until it is up to date. */
    public String schemaVersion() {
        return migrations.info().schemaVersion();
    }

    /** The parts that every request needs. */
    @ActivateRequestContext // a server may ask from a thread of its own
    public List<Part> parts() {
        return List.of(
                new Part(
                        "database", users.reachable() ? Optional.empty() : Optional.of("the database does not answer")),
                new Part("media", media.fault()),
                new Part("keys", keys.fault()));
    }

    /**
     * A part, and what is wrong with it.
     *
     * @param fault in words for the administrator, without secrets; empty if it is up
     */
    public record Part(String name, Optional<String> fault) {

        public boolean up() {
            return fault.isEmpty();
        }

        /** {@code up}, or {@code down} and why. */
        public String state() {
            return fault.map(reason -> "down: " + reason).orElse("up");
        }
    }
}
