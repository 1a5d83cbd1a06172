package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Builds searches for tests. Without a condition, a search finds the first twenty users by id. */
final class Searches {

    private Optional<Long> id = Optional.empty();
    private Optional<String> prefix = Optional.empty();
    private Optional<String> username = Optional.empty();
    private Optional<String> email = Optional.empty();
    private Optional<String> subject = Optional.empty();
    private Optional<Long> extId = Optional.empty();
    private Optional<UserStatus> status = Optional.empty();
    private Optional<Gender> gender = Optional.empty();
    private final Map<ProfileField, String> texts = new EnumMap<>(ProfileField.class);

    static UserSearch all(UserOrder order, int limit, int offset) {
        return new Searches().search(order, limit, offset);
    }

    Searches id(long wanted) {
        id = Optional.of(wanted);
        return this;
    }

    Searches prefix(String text) {
        prefix = Optional.of(text);
        return this;
    }

    Searches username(String text) {
        username = Optional.of(text);
        return this;
    }

    Searches email(String text) {
        email = Optional.of(text);
        return this;
    }

    Searches subject(String text) {
        subject = Optional.of(text);
        return this;
    }

    Searches extId(long id) {
        extId = Optional.of(id);
        return this;
    }

    Searches status(UserStatus wanted) {
        status = Optional.of(wanted);
        return this;
    }

    Searches gender(Gender wanted) {
        gender = Optional.of(wanted);
        return this;
    }

    Searches text(ProfileField field, String text) {
        texts.put(field, text);
        return this;
    }

    UserSearch search() {
        return search(UserOrder.ID, 20, 0);
    }

    private UserSearch search(UserOrder order, int limit, int offset) {
        return new UserSearch(id, prefix, username, email, subject, extId, status, gender, texts, order, limit, offset);
    }
}
