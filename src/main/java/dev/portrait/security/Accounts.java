package dev.portrait.security;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The users as the access rules see them; who keeps users supplies it. Deleted users are none. */
public interface Accounts {

    /** What became of the user of that id. */
    Standing standing(long id);

    /** What became of the user of that identity-provider subject; nobody is made at this sight. */
    Standing standing(String subject);

    /** The user of that id. */
    Optional<Account> byId(long id);

    /**
     * The user of that identity-provider subject, made at first sight (contract §8); empty if it cannot be a subject.
     *
     * @param texts the text of a claim of the token, empty where it is none
     * @param truths whether a claim of the token is the boolean {@code true}
     */
    Optional<Account> bySubject(String subject, Function<String, Optional<String>> texts, Predicate<String> truths);
}
