package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;

/** A text by whose beginning a user is found. */
@Entity
@Table(name = "portrait_search_key")
class SearchKey {

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // Hibernate reads it
    private final Id id;

    protected SearchKey() {
        id = new Id(0, Kind.USERNAME, "");
    }

    private SearchKey(User user, Kind kind, String text) {
        id = new Id(user.id(), kind, text);
    }

    /** What a text is. It decides who finds the user by it. */
    enum Kind {
        USERNAME,
        NAME,
        /** A name that its owner hides: for administrators only. */
        HIDDEN_NAME,
        /** For administrators only. */
        EMAIL
    }

    /** All columns: a user has each text once. */
    @Embeddable
    record Id(
            @Column(name = "user_id") long userId,
            @Enumerated(EnumType.STRING) Kind kind,
            String text) implements Serializable {}

    /** Returns the texts by which a user is found. */
    static Set<SearchKey> of(User user) {
        Set<SearchKey> keys = new LinkedHashSet<>();
        keys.add(new SearchKey(user, Kind.USERNAME, SearchText.of(user.username())));
        Kind name = user.hidesRealName() ? Kind.HIDDEN_NAME : Kind.NAME;
        SearchText.fromEachWord(user.text(ProfileField.REAL_NAME))
                .forEach(text -> keys.add(new SearchKey(user, name, text)));
        String email = user.text(ProfileField.EMAIL);
        if (!email.isEmpty()) {
            keys.add(new SearchKey(user, Kind.EMAIL, SearchText.of(email)));
        }
        return keys;
    }
}
