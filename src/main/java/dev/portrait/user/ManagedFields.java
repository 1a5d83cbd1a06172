package dev.portrait.user;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a profile another system owns: the identity provider or the community system. */
@Embeddable
public class ManagedFields {

    private static final String NO_TAGS = "[]";

    @Column(name = "ext_id")
    private @Nullable Long extId;

    private String email = "";

    @Column(name = "email_isvalid")
    private boolean emailValid;

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
    }

    void change(ManagedChange change, ProfileDifference difference) {
        extId = difference.ofNullable("ext_id", extId, change.extId());
        email = difference.of("email", email, change.email(), "");
        emailValid = difference.of("email_isvalid", emailValid, change.emailValid(), false);
        tags = difference.of("tags", tags, change.tags(), NO_TAGS);
        reputation = difference.of("reputation", reputation, change.reputation(), 0L);
        followings = difference.of("followings_counter", followings, change.followings(), 0L);
        followers = difference.of("followers_counter", followers, change.followers(), 0L);
        posts = difference.of("posts_counter", posts, change.posts(), 0L);
        discussions = difference.of("discussions_counter", discussions, change.discussions(), 0L);
        statuses = difference.of("statuses_counter", statuses, change.statuses(), 0L);
        polls = difference.of("polls_counter", polls, change.polls(), 0L);
    }

    public Optional<Long> extId() {
        return Optional.ofNullable(extId);
    }

    public String email() {
        return email;
    }

    public boolean emailValid() {
        return emailValid;
    }

    /** The tags, as a JSON array. */
    public String tags() {
        return tags;
    }

    public long reputation() {
        return reputation;
    }

    public long followings() {
        return followings;
    }

    public long followers() {
        return followers;
    }

    public long posts() {
        return posts;
    }

    public long discussions() {
        return discussions;
    }

    public long statuses() {
        return statuses;
    }

    public long polls() {
        return polls;
    }
}
