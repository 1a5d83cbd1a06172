package dev.portrait.user;

import static dev.portrait.contract.ProfileField.BIO;
import static dev.portrait.contract.ProfileField.DATE_OF_BIRTH;
import static dev.portrait.contract.ProfileField.DESCRIPTION;
import static dev.portrait.contract.ProfileField.GENDER;
import static dev.portrait.contract.ProfileField.LOCATION;
import static dev.portrait.contract.ProfileField.LOCATION_LAT_LNG;
import static dev.portrait.contract.ProfileField.POSITION_LAT_LNG;
import static dev.portrait.contract.ProfileField.REAL_NAME;
import static dev.portrait.contract.ProfileField.WEBSITE;

import dev.portrait.contract.ProfileField;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What owners write about themselves. */
@Embeddable
class ProfileTexts {

    @Column(name = "real_name")
    private String realName = "";

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

    private String website = "";

    protected ProfileTexts() {}

    ProfileTexts(String realName) {
        this.realName = realName;
    }

    void change(ProfileChange change, ProfileDifference difference) {
        realName = difference.apply(REAL_NAME, realName, change.text(REAL_NAME), "");
        bio = difference.apply(BIO, bio, change.text(BIO), "");
        location = difference.apply(LOCATION, location, change.text(LOCATION), "");
        locationLatLng = difference.apply(LOCATION_LAT_LNG, locationLatLng, change.text(LOCATION_LAT_LNG), "");
        positionLatLng = difference.apply(POSITION_LAT_LNG, positionLatLng, change.text(POSITION_LAT_LNG), "");
        dateOfBirth = difference.applyNullable(
                DATE_OF_BIRTH,
                dateOfBirth,
                change.of(DATE_OF_BIRTH, BirthDate.class).map(BirthDate::value));
        description = difference.apply(DESCRIPTION, description, change.text(DESCRIPTION), "");
        gender = difference.apply(GENDER, gender, change.of(GENDER, Gender.class), Gender.UNSPECIFIED);
        website = difference.apply(WEBSITE, website, change.text(WEBSITE), "");
    }

    /** As {@link User#text}. */
    String text(ProfileField field) {
        return switch (field) {
            case REAL_NAME -> realName;
            case BIO -> bio;
            case LOCATION -> location;
            case LOCATION_LAT_LNG -> locationLatLng;
            case POSITION_LAT_LNG -> positionLatLng;
            case DATE_OF_BIRTH -> dateOfBirth == null ? "" : dateOfBirth.toString();
            case DESCRIPTION -> description;
            case GENDER -> gender.text();
            case WEBSITE -> website;
            default -> throw new IllegalArgumentException(field.key());
        };
    }
}
