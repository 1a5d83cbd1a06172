package dev.portrait.user;

import dev.portrait.media.MediaName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
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

    @Column(name = "real_name")
    private String realName = "";

    private String email = "";

    @Column(name = "email_isvalid")
    private boolean emailValid;

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

    @Column(name = "ext_id")
    private @Nullable Long extId;

    private String tags = "[]";
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

    protected User() {}

    User(String subject, Username username, String realName, String email, boolean emailValid, Instant dateJoined) {
        this.subject = subject;
        this.username = username.value();
        this.usernameKey = username.key();
        this.realName = realName;
        this.email = email;
        this.emailValid = emailValid;
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

    public long id() {
        return id;
    }

    public long version() {
        return version;
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

    public String email() {
        return email;
    }

    public boolean emailValid() {
        return emailValid;
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

    public Optional<Long> extId() {
        return Optional.ofNullable(extId);
    }

    /** The tags that another system gave, as a JSON array. */
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
