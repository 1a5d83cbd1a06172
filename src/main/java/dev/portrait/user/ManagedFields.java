package dev.portrait.user;

import static dev.portrait.contract.ProfileField.DISCUSSIONS_COUNTER;
import static dev.portrait.contract.ProfileField.EMAIL;
import static dev.portrait.contract.ProfileField.EMAIL_ISVALID;
import static dev.portrait.contract.ProfileField.EXT_ID;
import static dev.portrait.contract.ProfileField.FOLLOWERS_COUNTER;
import static dev.portrait.contract.ProfileField.FOLLOWINGS_COUNTER;
import static dev.portrait.contract.ProfileField.POLLS_COUNTER;
import static dev.portrait.contract.ProfileField.POSTS_COUNTER;
import static dev.portrait.contract.ProfileField.REPUTATION;
import static dev.portrait.contract.ProfileField.STATUSES_COUNTER;
import static dev.portrait.contract.ProfileField.TAGS;

import dev.portrait.contract.ProfileField;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a profile that another system owns: the identity provider or the community system. */
@Embeddable
class ManagedFields {

    private static final String NO_TAGS = "[]";

    @Column(name = "ext_id")
    private @Nullable Long extId;

    private String email = "";

    @Column(name = "email_isvalid")
    private boolean emailValid;

    // Of a confirmed address only: by these, other programs look up avatars (contract §10).
    @Column(name = "email_md5")
    private @Nullable String emailMd5;

    @Column(name = "email_sha256")
    private @Nullable String emailSha256;

    private String tags = NO_TAGS;
    private long reputation;

    @Column(name = "followings_counter")
    private long followings;

    @Column(name = "followers_counter")
    private long followers;

    @Column(name = "posts_counter")
    private long posts;

    @Column(name = "discussions_counter")
    private long discussions;

    @Column(name = "statuses_counter")
    private long statuses;

    @Column(name = "polls_counter")
    private long polls;

    protected ManagedFields() {}

    ManagedFields(String email, boolean emailValid) {
        this.email = email;
        this.emailValid = emailValid;
        computeDigests();
    }

    void change(ProfileChange change, ProfileDifference difference) {
        extId = difference.applyNullable(EXT_ID, extId, change.of(EXT_ID, Long.class));
        email = difference.apply(EMAIL, email, change.of(EMAIL, String.class), "");
        emailValid = difference.apply(EMAIL_ISVALID, emailValid, change.of(EMAIL_ISVALID, Boolean.class), false);
        computeDigests();
        tags = difference.apply(TAGS, tags, change.of(TAGS, String.class), NO_TAGS);
        reputation = count(difference, REPUTATION, reputation, change);
        followings = count(difference, FOLLOWINGS_COUNTER, followings, change);
        followers = count(difference, FOLLOWERS_COUNTER, followers, change);
        posts = count(difference, POSTS_COUNTER, posts, change);
        discussions = count(difference, DISCUSSIONS_COUNTER, discussions, change);
        statuses = count(difference, STATUSES_COUNTER, statuses, change);
        polls = count(difference, POLLS_COUNTER, polls, change);
    }

    private void computeDigests() {
        emailMd5 = emailDigest(TextDigest.MD5).orElse(null);
        emailSha256 = emailDigest(TextDigest.SHA256).orElse(null);
    }

    /** Returns the digest of the e-mail address; empty if it is not confirmed. */
    Optional<String> emailDigest(TextDigest digest) {
        return EmailAddress.digest(digest, email, emailValid);
    }

    private static long count(ProfileDifference difference, ProfileField field, long current, ProfileChange change) {
        return difference.apply(field, current, change.of(field, Long.class), 0L);
    }

    /** As {@link User#text}. */
    String text(ProfileField field) {
        return switch (field) {
            case EXT_ID -> extId == null ? "" : extId.toString();
            case EMAIL -> email;
            case EMAIL_ISVALID -> Boolean.toString(emailValid);
            case TAGS -> tags;
            case REPUTATION -> Long.toString(reputation);
            case FOLLOWINGS_COUNTER -> Long.toString(followings);
            case FOLLOWERS_COUNTER -> Long.toString(followers);
            case POSTS_COUNTER -> Long.toString(posts);
            case DISCUSSIONS_COUNTER -> Long.toString(discussions);
            case STATUSES_COUNTER -> Long.toString(statuses);
            case POLLS_COUNTER -> Long.toString(polls);
            default -> throw new IllegalArgumentException(field.key());
        };
    }
}
