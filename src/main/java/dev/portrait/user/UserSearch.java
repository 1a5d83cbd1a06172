package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import java.util.Map;
import java.util.Optional;

/**
 * One page of a search for users. All conditions must hold.
 *
 * @param id the id of the user
 * @param prefix the beginning of the username, of a word of the real name, or of the e-mail address, ignoring case and accents
 * @param username the whole username, ignoring ASCII case
 * @param email the whole e-mail address, ignoring case
 * @param subject the identity provider's subject
 * @param extId the id in the other system
 * @param status empty for all users but erased ones
 * @param texts the whole text of the real name, the location or the description
 * @param limit the largest number of users
 * @param offset the number of users before the page
 */
public record UserSearch(
        Optional<Long> id,
        Optional<String> prefix,
        Optional<String> username,
        Optional<String> email,
        Optional<String> subject,
        Optional<Long> extId,
        Optional<UserStatus> status,
        Optional<Gender> gender,
        Map<ProfileField, String> texts,
        UserOrder order,
        int limit,
        int offset) {

    public UserSearch {
        prefix = prefix.filter(text -> !SearchText.of(text).isEmpty());
        texts = Map.copyOf(texts);
    }
}
