package dev.portrait.user.web;

import dev.portrait.security.Account;
import dev.portrait.security.Accounts;
import dev.portrait.security.Standing;
import dev.portrait.user.User;
import dev.portrait.user.UserService;
import dev.portrait.user.UserStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The users for the access rules. */
@ApplicationScoped
public class UserAccounts implements Accounts {

    @Inject
    UserService users;

    @Override
    public Optional<Account> byId(long id) {
        return users.find(id).map(UserAccounts::account);
    }

    @Override
    public Optional<Account> bySubject(
            String subject, Function<String, Optional<String>> texts, Predicate<String> truths) {
        return users.findOrCreate(subject, texts, truths).map(UserAccounts::account);
    }

    @Override
    public Standing standing(long id) {
        return users.status(id).map(UserAccounts::standing).orElse(Standing.UNKNOWN);
    }

    @Override
    public Standing standing(String subject) {
        return users.status(subject).map(UserAccounts::standing).orElse(Standing.UNKNOWN);
    }

    private static Standing standing(UserStatus status) {
        return switch (status) {
            case APPROVED -> Standing.APPROVED;
            case BLOCKED -> Standing.BLOCKED;
            case DELETED, UNREGISTERED -> Standing.DELETED;
        };
    }

    private static Account account(User user) {
        return new Account(user.id(), user.status() == UserStatus.BLOCKED);
    }
}
