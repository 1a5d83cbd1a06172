package dev.portrait.security;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks up users for the access rules. */
public interface Accounts {

    /** Returns the account of a user, also of a deleted one. */
    Optional<Account> known(long id);

    /** As {@link #known(long)}, by the identity provider's subject; does not create a user. */
    Optional<Account> known(String subject);

    /** Returns the account of a user who is not deleted. */
    Optional<Account> byId(long id);

    /**
     * Returns the account of an identity-provider subject; creates a user for an unknown subject (contract §8).
     *
     * @param texts returns the text of a claim of the token, or empty if the claim is not a text
     * @param truths returns whether a claim of the token is the boolean {@code true}
     * @return empty if the user was deleted, or if the text cannot be a subject
     */
    Optional<Account> bySubject(String subject, Function<String, Optional<String>> texts, Predicate<String> truths);
}
