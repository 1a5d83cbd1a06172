package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions of a search in HQL, with their parameters. */
final class UserConditions {

    /**
     * How many texts with the same beginning a search considers at most, the first ones in alphabetical order. A single letter may be the
     * beginning of millions.
     */
    static final int MAX_TEXTS = 10_000;

    private static final Map<ProfileField, String> ATTRIBUTES = Map.of(
            ProfileField.REAL_NAME, "texts.realName",
            ProfileField.LOCATION, "texts.location",
            ProfileField.DESCRIPTION, "texts.description");

    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    private UserConditions() {}

    static UserConditions of(UserSearch search) {
        UserConditions conditions = new UserConditions();
        search.status()
                .ifPresentOrElse(
                        status -> conditions.add("u.status = :status", "status", status),
                        () -> conditions.add("u.status <> :erased", "erased", UserStatus.UNREGISTERED));
        search.id().ifPresent(id -> conditions.add("u.id = :id", "id", id));
        search.prefix().ifPresent(conditions::beginning);
        search.username()
                .ifPresent(name -> conditions.add("u.usernameKey = :username", "username", Username.key(name)));
        search.email().ifPresent(conditions::email);
        search.subject().ifPresent(subject -> conditions.add("u.subject = :subject", "subject", subject));
        search.extId().ifPresent(id -> conditions.add("u.managed.extId = :ext_id", "ext_id", id));
        search.gender().ifPresent(gender -> conditions.add("u.texts.gender = :gender", "gender", gender));
        search.texts()
                .forEach((field, text) ->
                        conditions.add("u." + ATTRIBUTES.get(field) + " = :" + field.key(), field.key(), text));
        if (search.order() == UserOrder.AVATAR_DATE) {
            conditions.clauses.add("u.avatar is not null");
        }
        return conditions;
    }

    private void add(String clause, String parameter, Object value) {
        clauses.add(clause);
        parameters.put(parameter, value);
    }

    private void beginning(String text) {
        add(
                "u.id in (select k.id.userId from SearchKey k where k.id.text like :beginning escape '!'"
                        + " order by k.id.text, k.id.kind, k.id.userId limit " + MAX_TEXTS + ")",
                "beginning",
                beginningWith(text));
    }

    // The index has the beginning of the address, without case and accents.
    private void email(String address) {
        add(
                "u.id in (select k.id.userId from SearchKey k where k.id.kind = :kind and k.id.text = :address)",
                "address",
                SearchText.of(address));
        add("lower(u.managed.email) = lower(:email)", "email", address);
        parameters.put("kind", SearchKey.Kind.EMAIL);
    }

    static String beginningWith(String text) {
        return SearchText.of(text).replaceAll("[!%_]", "!$0") + "%";
    }

    String clause() {
        return String.join(" and ", clauses);
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
