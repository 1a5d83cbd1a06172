package dev.portrait.user.web;

import dev.portrait.security.Account;
import dev.portrait.security.Accounts;
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

    private static Account account(User user) {
        return new Account(user.id(), user.status() == UserStatus.BLOCKED);
    }
}
