package dev.portrait.user;

import dev.portrait.error.ErrorCode;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person's profile. It changes only through {@link #change(ProfileChange)}, so it never holds an invalid value. */
@Entity
@Table(name = "portrait_user")
public class User {

    // No username has it.
    private static final String ERASED = "~";
    private static final Pattern ERASED_SUBJECT = Pattern.compile(ERASED + "[0-9a-f]{64}");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Version
    private long version;

    private @Nullable String subject;
    private String username = "";

    @Column(name = "username_key")
    private String usernameKey = "";

    @Column(name = "real_name")
    private String realName = "";

    @Column(name = "date_joined")
    private Instant dateJoined = Instant.EPOCH;

    private String bio = "";
    private String location = "";

    @Column(name = "location_lat_lng")
    private String locationLatLng = "";

    @Column(name = "position_lat_lng")
    private String positionLatLng = "";

    @Column(name = "date_of_birth")
    private @Nullable LocalDate dateOfBirth;

    private String description = "";

    @Enumerated(EnumType.STRING)
    private Gender gender = Gender.UNSPECIFIED;

    @Enumerated(EnumType.STRING)
    private UserStatus status = UserStatus.APPROVED;

    private String website = "";
    private @Nullable String avatar;
    private @Nullable String cover;

    @Embedded
    private ManagedFields managed = new ManagedFields();

    protected User() {}

    User(String subject, Username username, String realName, String email, boolean emailValid, Instant dateJoined) {
        this.subject = subject;
        this.username = username.value();
        this.usernameKey = username.key();
        this.realName = realName;
        this.managed = new ManagedFields(email, emailValid);
        this.dateJoined = dateJoined;
    }

    /** Takes the change over. @return what really changed */
    ProfileDifference change(ProfileChange change) {
        ProfileDifference difference = new ProfileDifference();
        username = difference.of("username", username, change.username().map(Username::value), username);
        usernameKey = change.username().map(Username::key).over(usernameKey, usernameKey);
        realName = difference.of("real_name", realName, change.realName().map(PlainText::value), "");
        bio = difference.of("bio", bio, change.bio().map(PlainText::value), "");
        location = difference.of("location", location, change.location().map(PlainText::value), "");
        locationLatLng = difference.of(
                "location_lat_lng", locationLatLng, change.locationLatLng().map(LatLng::value), "");
        positionLatLng = difference.of(
                "position_lat_lng", positionLatLng, change.positionLatLng().map(LatLng::value), "");
        dateOfBirth = difference.ofNullable(
                "date_of_birth", dateOfBirth, change.dateOfBirth().map(BirthDate::value));
        description =
                difference.of("description", description, change.description().map(PlainText::value), "");
        gender = difference.of("gender", gender, change.gender(), Gender.UNSPECIFIED);
        website = difference.of("website", website, change.website().map(Website::value), "");
        // The old one stays amongst those that the user keeps.
        avatar = difference.ofNullable("avatar", avatar, change.avatar().map(MediaName::value));
        cover = difference.ofPicture("cover", cover, change.cover());
        return difference;
    }

    /** Takes over what another system owns. @return what really changed */
    ProfileDifference change(ManagedChange change) {
        ProfileDifference difference = new ProfileDifference();
        managed.change(change, difference);
        return difference;
    }

    /** Is shown by that avatar from now on, or by none. */
    void use(Optional<MediaName> picture) {
        avatar = picture.map(MediaName::value).orElse(null);
    }

    /** Keeps the user from changing anything, or lets them again. @return whether that is new */
    boolean setBlocked(boolean blocked) {
        UserStatus before = status;
        status = blocked ? UserStatus.BLOCKED : UserStatus.APPROVED;
        return status != before;
    }

    /** Is no more to be seen: without pictures, but with all texts, and the username stays taken. @return what went */
    ProfileDifference delete() {
        status = UserStatus.DELETED;
        ProfileDifference difference = new ProfileDifference();
        avatar = difference.ofNullable("avatar", avatar, Change.clear());
        cover = difference.ofPicture("cover", cover, Change.clear());
        return difference;
    }

    /**
     * Forgets the person: nothing but the id is left, and of the subject what it takes to refuse it. @return what went
     */
    ProfileDifference erase() {
        status = UserStatus.UNREGISTERED;
        ProfileDifference difference = change(ProfileChange.clear());
        username = difference.of("username", username, Change.set(ERASED + id), "");
        usernameKey = username;
        dateJoined = difference.of("date_joined", dateJoined, Change.clear(), Instant.EPOCH);
        subject = subject().map(User::erased).orElse(null);
        managed.change(ManagedChange.clear(), difference);
        return difference;
    }

    /** Whether a text has the form of what {@link #erased} returns. */
    static boolean isErasedForm(String text) {
        return ERASED_SUBJECT.matcher(text).matches();
    }

    /** What is kept of the subject of a person who was erased. */
    static String erased(String subject) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return ERASED + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new RequestException(ErrorCode.ERROR, e); // every Java has it
        }
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    /**
     * Makes sure that this is the version that the caller knows.
     *
     * @param expected empty if any will do
     * @throws RequestException {@code precondition_failed} if it is another one
     */
    void requireVersion(OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != version) {
            throw new RequestException(ErrorCode.PRECONDITION_FAILED);
        }
    }

    /** The identity provider's subject; empty where users are known by id. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    public String username() {
        return username;
    }

    public String realName() {
        return realName;
    }

    public Instant dateJoined() {
        return dateJoined;
    }

    public String bio() {
        return bio;
    }

    public String location() {
        return location;
    }

    public String locationLatLng() {
        return locationLatLng;
    }

    public String positionLatLng() {
        return positionLatLng;
    }

    public Optional<LocalDate> dateOfBirth() {
        return Optional.ofNullable(dateOfBirth);
    }

    public String description() {
        return description;
    }

    public Gender gender() {
        return gender;
    }

    public UserStatus status() {
        return status;
    }

    public String website() {
        return website;
    }

    public Optional<MediaName> avatar() {
        return Optional.ofNullable(avatar).map(MediaName::new);
    }

    public Optional<MediaName> cover() {
        return Optional.ofNullable(cover).map(MediaName::new);
    }

    /** What another system owns. */
    public ManagedFields managed() {
        return managed;
    }
}
