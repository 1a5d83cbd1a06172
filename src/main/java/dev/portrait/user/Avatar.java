package dev.portrait.user;

import dev.portrait.media.MediaName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A picture in a user's avatar collection. The {@link User} says which one is current. */
@Entity
@Table(name = "portrait_avatar")
public class Avatar {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(name = "user_id")
    private long userId;

    private String picture = "";

    @Column(name = "date_uploaded")
    private Instant uploaded = Instant.EPOCH;

    protected Avatar() {}

    Avatar(long userId, MediaName picture, Instant uploaded) {
        this.userId = userId;
        this.picture = picture.value();
        this.uploaded = uploaded;
    }

    public long id() {
        return id;
    }

    /** Returns the id of the owner. */
    public long userId() {
        return userId;
    }

    public MediaName picture() {
        return new MediaName(picture);
    }

    public Instant uploaded() {
        return uploaded;
    }
}
