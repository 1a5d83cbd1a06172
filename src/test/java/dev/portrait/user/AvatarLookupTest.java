package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.config.AvatarLookup;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarLookupTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String EMAIL = "ann@example.org";

    private final ServiceContainer container = new ServiceContainer(DATABASE);

    private User signIn(String subject, String email, boolean verified) {
        return container
                .anotherRequest()
                .get(UserFinder.class)
                .findOrCreate(
                        subject,
                        claim -> Optional.ofNullable(Map.of("email", email, "preferred_username", subject)
                                .get(claim)),
                        claim -> verified && claim.equals("email_verified"))
                .orElseThrow();
    }

    private void manage(User user, ProfileField field, Change<?> change) {
        ManagedChange managed = new ManagedChange(ProfileChange.none().with(field, change), Optional.empty());
        container.anotherRequest().get(UserAdministration.class).change(user.id(), managed, OptionalLong.empty());
    }

    private Optional<Long> shown(AvatarLookup kind, String text) {
        return container
                .anotherRequest()
                .get(UserFinder.class)
                .findShown(AvatarKey.parse(kind, text))
                .map(ShownUser::id);
    }

    private Optional<Long> shown(String email) {
        Optional<Long> shown = shown(AvatarLookup.EMAIL, EmailAddress.digest(TextDigest.MD5, email));
        assertThat(shown(AvatarLookup.EMAIL, EmailAddress.digest(TextDigest.SHA256, email)))
                .isEqualTo(shown);
        return shown;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "  ANN@Example.org ", "Ann@EXAMPLE.ORG"})
    void finds_a_confirmed_address_whatever_its_case(String claimed) {
        User ann = signIn("ann", claimed, true);

        assertThat(shown(EMAIL)).contains(ann.id());
    }

    @Test
    void computes_the_digests_of_the_specification() {
        // From the documentation of Gravatar and of Libravatar
        assertThat(EmailAddress.digest(TextDigest.MD5, "MyEmailAddress@example.com "))
                .isEqualTo("0bc83cb571cd1c50ba6f3e8a78ef1346");
        assertThat(EmailAddress.digest(TextDigest.SHA256, "MyEmailAddress@example.com "))
                .isEqualTo("84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee");
    }

    @Test
    void finds_no_unconfirmed_address() {
        signIn("ann", EMAIL, false);

        assertThat(shown(EMAIL)).isEmpty();
    }

    @Test
    void follows_the_managed_fields() {
        User ann = signIn("ann", EMAIL, false);

        manage(ann, ProfileField.EMAIL_ISVALID, Change.set(true));
        assertThat(shown(EMAIL)).contains(ann.id());
        manage(ann, ProfileField.EMAIL, Change.set("new@example.org"));
        assertThat(shown(EMAIL)).isEmpty();
        assertThat(shown("new@example.org")).contains(ann.id());
        manage(ann, ProfileField.EMAIL, Change.clear());
        assertThat(shown("new@example.org")).isEmpty();
        assertThat(shown("")).isEmpty();
    }

    @Test
    void finds_a_user_by_username_subject_and_number() {
        User ann = signIn("ann", EMAIL, true);
        manage(ann, ProfileField.EXT_ID, Change.set(4711L));

        assertThat(shown(AvatarLookup.USERNAME, "ANN")).contains(ann.id());
        assertThat(shown(AvatarLookup.SUBJECT, "ann")).contains(ann.id());
        assertThat(shown(AvatarLookup.SUBJECT, "Ann")).isEmpty();
        assertThat(shown(AvatarLookup.EXT_ID, "4711")).contains(ann.id());
    }

    @Test
    void finds_the_first_of_several_users() {
        User ann = signIn("ann", EMAIL, true);
        User bob = signIn("bob", EMAIL, true);
        assertThat(shown(EMAIL)).contains(ann.id());

        container.anotherRequest().get(UserService.class).setBlocked(ann.id(), true, OptionalLong.empty());
        assertThat(shown(EMAIL)).contains(bob.id());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void finds_no_deleted_user(boolean hard) throws SQLException {
        User ann = signIn("ann", EMAIL, true);

        container.anotherRequest().get(DeletionService.class).delete(Caller.user(ann.id()), ann.id(), hard);

        assertThat(shown(EMAIL)).isEmpty();
        assertThat(container.stored(ann.id()).emailDigest(TextDigest.MD5).isPresent())
                .isEqualTo(!hard);
    }

    @ParameterizedTest
    @EnumSource(
            value = VisibilityLevel.class,
            names = {"SIGNED_IN", "OWNER"})
    void finds_nobody_who_hides_the_avatar(VisibilityLevel level) {
        User ann = signIn("ann", EMAIL, true);
        narrow(ann, ProfileField.COVER, level);
        assertThat(shown(EMAIL)).contains(ann.id());

        narrow(ann, ProfileField.AVATAR, level);

        assertThat(shown(EMAIL)).isEmpty();
        assertThat(shown(AvatarLookup.SUBJECT, "ann")).isEmpty();
    }

    private void narrow(User user, ProfileField field, VisibilityLevel level) {
        container
                .anotherRequest()
                .get(UserService.class)
                .changeVisibility(Caller.user(user.id()), Map.of(field, Change.set(level)));
    }

    @Test
    void finds_nobody_by_a_digest_that_another_program_left_or_wrote() throws SQLException {
        signIn("ann", EMAIL, true);
        String none = EmailAddress.digest(TextDigest.MD5, "");
        for (String changed : List.of(
                "email = 'new@example.org'", "email_isvalid = false", "email = '', email_md5 = '" + none + "'")) {
            DATABASE.execute("update portrait_user set " + changed);

            assertThat(shown(EMAIL)).as(changed).isEmpty();
            assertThat(shown(AvatarLookup.EMAIL, none)).as(changed).isEmpty();
            DATABASE.execute("update portrait_user set email = '" + EMAIL + "', email_isvalid = true");
        }
        assertThat(shown(AvatarLookup.EMAIL, EmailAddress.digest(TextDigest.SHA256, EMAIL)))
                .isPresent();
    }

    @Test
    void finds_a_user_of_another_program_after_the_next_update() throws SQLException {
        User ann = signIn("ann", EMAIL, true);
        User bob = signIn("bob", "bob@example.org", false);
        DATABASE.execute("update portrait_user set email_md5 = null, email_sha256 = null, searchable = false");
        assertThat(shown(EMAIL)).isEmpty();

        UserIndex index = container.get(UserIndex.class);
        assertThat(container.get(Database.class).<Integer>change(attempt -> index.updateNext(9)))
                .isEqualTo(2);

        assertThat(shown(EMAIL)).contains(ann.id());
        assertThat(shown("bob@example.org")).isEmpty();
        assertThat(container.stored(ann.id()).version()).isEqualTo(ann.version());
        assertThat(container.stored(bob.id()).version()).isEqualTo(bob.version());
    }
}
