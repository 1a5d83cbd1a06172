package dev.portrait.user;

import static dev.portrait.contract.ProfileField.AVATAR;
import static dev.portrait.contract.ProfileField.COVER;
import static dev.portrait.contract.ProfileField.DATE_JOINED;
import static dev.portrait.contract.ProfileField.REAL_NAME;
import static dev.portrait.contract.ProfileField.USERNAME;

import dev.portrait.config.VisibilityFloors;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A person's profile. It changes only through {@link #change(ProfileChange)}, so it never holds an invalid value. */
@Entity
@Table(name = "portrait_user")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Version
    private long version;

    private @Nullable String subject;
    private String username = "";

    @Column(name = "username_key")
    private String usernameKey = "";

    @Column(name = "date_joined")
    private Instant dateJoined = Instant.EPOCH;

    @Embedded
    private ProfileTexts texts = new ProfileTexts();

    @Enumerated(EnumType.STRING)
    private UserStatus status = UserStatus.APPROVED;

    private @Nullable String avatar;
    private @Nullable String cover;

    /** Whether what the user is found by is stored: texts and digests. False for users whom another program added. */
    @Column(name = "searchable")
    private boolean searchable;

    private String visibility = ""; // in the form of ChosenLevels.text

    @Embedded
    private ManagedFields managed = new ManagedFields();

    protected User() {}

    User(
            Optional<String> subject,
            Username username,
            String realName,
            String email,
            boolean emailValid,
            Instant dateJoined) {
        this.subject = subject.orElse(null);
        this.username = username.text();
        this.usernameKey = username.key();
        this.texts = new ProfileTexts(realName);
        this.managed = new ManagedFields(email, emailValid);
        this.dateJoined = dateJoined;
        this.searchable = true;
    }

    /** Changes the fields that an owner may write, and no others. Returns what got another value. */
    ProfileDifference change(ProfileChange change) {
        ProfileDifference difference = new ProfileDifference();
        usernameKey = change.of(USERNAME, Username.class).map(Username::key).over(usernameKey, usernameKey);
        username = difference.apply(USERNAME, username, change.text(USERNAME), username);
        texts.change(change, difference);
        // The old avatar stays in the user's collection, so it is not released.
        avatar = difference.applyNullable(
                AVATAR, avatar, change.of(AVATAR, MediaName.class).map(MediaName::value));
        cover = difference.applyPicture(COVER, cover, change.of(COVER, MediaName.class));
        return difference;
    }

    /**
     * Changes the fields that an owner may write, those that another system owns, and the subject. Returns what got another value.
     *
     * @throws RequestException {@code read_only} if the user has another subject
     */
    ProfileDifference change(ManagedChange change) {
        ProfileDifference difference = change(change.profile());
        managed.change(change.profile(), difference);
        change.subject().filter(text -> !text.equals(subject)).ifPresent(text -> {
            if (subject != null) {
                throw new RequestException(new FieldError(Subject.FIELD, ErrorCode.READ_ONLY));
            }
            subject = text;
            difference.add(Subject.FIELD);
        });
        return difference;
    }

    /** Narrows fields of the profile, or ends that. Returns whether a choice changed. */
    boolean changeVisibility(Map<ProfileField, Change<VisibilityLevel>> changes) {
        String before = visibility;
        visibility = ChosenLevels.parse(before).with(changes).text();
        return !visibility.equals(before);
    }

    /** Sets the current avatar, or clears it. */
    void setAvatar(Optional<MediaName> picture) {
        avatar = picture.map(MediaName::value).orElse(null);
    }

    /** Blocks the user, or ends a block or a deletion. Returns whether the status changed. */
    boolean setBlocked(boolean blocked) {
        UserStatus before = status;
        status = blocked ? UserStatus.BLOCKED : UserStatus.APPROVED;
        return status != before;
    }

    /** Hides the user and removes the pictures, which it returns. Texts stay, and the username stays taken. */
    ProfileDifference delete() {
        status = UserStatus.DELETED;
        ProfileDifference difference = new ProfileDifference();
        avatar = difference.applyNullable(AVATAR, avatar, Change.clear());
        cover = difference.applyPicture(COVER, cover, Change.clear());
        return difference;
    }

    /** Erases the person: only the id and a digest of the subject stay. Returns what was removed. */
    ProfileDifference erase() {
        status = UserStatus.UNREGISTERED;
        ProfileDifference difference = change(ProfileChange.clear());
        username = difference.apply(USERNAME, username, Change.set(ErasedSubject.MARK + id), "");
        usernameKey = username;
        visibility = "";
        dateJoined = difference.apply(DATE_JOINED, dateJoined, Change.clear(), Instant.EPOCH);
        subject = subject().map(ErasedSubject::of).orElse(null);
        managed.change(ProfileChange.clearManaged(), difference);
        return difference;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** @throws RequestException {@code precondition_failed} if a version is expected and the user has another one */
    void requireVersion(OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != version) {
            throw new RequestException(ErrorCode.PRECONDITION_FAILED);
        }
    }

    /** @throws RequestException {@code permission_denied} if the user is blocked and may not change the profile */
    void requireApproved() {
        if (status != UserStatus.APPROVED) {
            throw new RequestException(ErrorCode.PERMISSION_DENIED, Reason.BLOCKED);
        }
    }

    /**
     * Returns a field as text: of a picture the name, of a date the ISO 8601 form, of tags the JSON array. A field without a
     * value is the empty text.
     */
    public String text(ProfileField field) {
        return switch (field) {
            case ID -> Long.toString(id);
            case USERNAME -> username;
            case DATE_JOINED -> dateJoined.toString();
            case STATUS -> status.wire();
            case AVATAR -> avatar == null ? "" : avatar;
            case COVER -> cover == null ? "" : cover;
            case CONNECTION_STATUS -> ""; // the community system keeps relations between users
            default -> ProfileField.managed().contains(field) ? managed.text(field) : texts.text(field);
        };
    }

    /** Returns who may see each field that has a visibility: the narrower one of the site's floor and the owner's choice. */
    public Map<ProfileField, VisibilityLevel> levels(VisibilityFloors floors) {
        return ChosenLevels.parse(visibility).within(floors);
    }

    /** Returns the digest of the e-mail address, by which other programs look up the avatar; empty if the address is not confirmed. */
    public Optional<String> emailDigest(TextDigest digest) {
        return managed.emailDigest(digest);
    }

    /** Returns the identity provider's subject; empty where users are known by id. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    public String username() {
        return username;
    }

    /** Returns whether the owner hides the real name from everyone but administrators. */
    boolean hidesRealName() {
        return ChosenLevels.parse(visibility).of(REAL_NAME) == VisibilityLevel.OWNER;
    }

    public UserStatus status() {
        return status;
    }

    public Optional<MediaName> avatar() {
        return Optional.ofNullable(avatar).map(MediaName::new);
    }

    public Optional<MediaName> cover() {
        return Optional.ofNullable(cover).map(MediaName::new);
    }
}
