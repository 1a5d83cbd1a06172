package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.AvatarLookup;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarKeyTest {

    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {MD5, MD5 + ".jpg", "0123456789ABCDEF0123456789ABCDEF.JPEG"})
    void ignores_extension_and_case_of_a_digest(String text) {
        AvatarKey key = AvatarKey.parse(AvatarLookup.EMAIL, text);

        assertThat(key.condition()).contains(Map.entry("managed.emailMd5", MD5));
        assertThat(key.digest()).isEqualTo(new AvatarKey(AvatarLookup.EMAIL, MD5).digest());
    }

    @Test
    void knows_sha_256_by_its_length() {
        assertThat(AvatarKey.parse(AvatarLookup.EMAIL, MD5 + MD5).condition())
                .contains(Map.entry("managed.emailSha256", MD5 + MD5));
    }

    @ParameterizedTest
    @CsvSource({
        "USERNAME, Ann_1, usernameKey, ann_1",
        "USERNAME, ann.png, usernameKey, ann",
        "SUBJECT, auth0|Ann.png, subject, auth0|Ann.png"
    })
    void names_an_attribute_of_the_user(AvatarLookup kind, String text, String attribute, String value) {
        assertThat(AvatarKey.parse(kind, text).condition()).contains(Map.entry(attribute, value));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-7.jpg, -7", "9223372036854775807, 9223372036854775807"})
    void reads_a_number(String text, long number) {
        assertThat(AvatarKey.parse(AvatarLookup.EXT_ID, text).condition()).contains(Map.entry("managed.extId", number));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, ann@example.org",
        "EMAIL, 0123456789abcdef0123456789abcdeg",
        "EMAIL, 0123456789abcdef0123456789abcde",
        "EXT_ID, 9223372036854775808",
        "EXT_ID, +7",
        "EXT_ID, ''",
        "USERNAME, ann example",
        "USERNAME, ''",
        "SUBJECT, ''",
        "SUBJECT, ' '"
    })
    void finds_nobody_by_what_is_no_key(AvatarLookup kind, String text) {
        assertThat(AvatarKey.parse(kind, text).condition()).isEmpty();
    }

    @Test
    void finds_nobody_by_the_mark_of_an_erased_subject() {
        assertThat(AvatarKey.parse(AvatarLookup.SUBJECT, ErasedSubject.of("ann"))
                        .condition())
                .isEmpty();
    }

    @Test
    void has_another_digest_for_another_kind() {
        assertThat(AvatarKey.parse(AvatarLookup.USERNAME, "7").digest())
                .isNotEqualTo(AvatarKey.parse(AvatarLookup.EXT_ID, "7").digest());
    }
}
