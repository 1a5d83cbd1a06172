package dev.portrait.user.profile;

import dev.portrait.security.Account;
import dev.portrait.security.Accounts;
import dev.portrait.security.Standing;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.UserStatus;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Shows the access rules what they need to know of users. */
@ApplicationScoped
public class UserAccounts implements Accounts {

    @EJB
    UserFinder users;

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
    public Optional<Account> known(long id) {
        return users.known(id).map(UserAccounts::account);
    }

    @Override
    public Optional<Account> known(String subject) {
        return users.known(subject).map(UserAccounts::account);
    }

    private static Standing standing(UserStatus status) {
        return switch (status) {
            case APPROVED -> Standing.APPROVED;
            case BLOCKED -> Standing.BLOCKED;
            case DELETED, UNREGISTERED -> Standing.DELETED;
        };
    }

    private static Account account(User user) {
        return new Account(user.id(), standing(user.status()));
    }
}
