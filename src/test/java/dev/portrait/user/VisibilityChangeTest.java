package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link UserService#changeVisibility}. */
class VisibilityChangeTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Map<ProfileField, Change<VisibilityLevel>> HIDE_BIO =
            Map.of(ProfileField.BIO, Change.set(VisibilityLevel.OWNER));

    private final ServiceContainer container = new ServiceContainer(DATABASE);
    private final UserService service = container.get(UserService.class);
    private long ann;

    @BeforeEach
    void add() {
        ann = container.addUser("Ann").id();
    }

    @Test
    void is_stored_and_announced_and_raises_the_version() {
        long before = container.stored(ann).version();

        User changed = service.changeVisibility(Caller.user(ann), HIDE_BIO);

        assertThat(bio(changed)).isEqualTo(VisibilityLevel.OWNER);
        assertThat(bio(container.stored(ann))).isEqualTo(VisibilityLevel.OWNER);
        assertThat(container.stored(ann).version()).isGreaterThan(before);
        assertThat(container.committed())
                .containsExactly(new ProfileChanged(ann, UserStatus.APPROVED, Set.of("visibility"), List.of()));
    }

    @Test
    void ends_when_the_field_is_cleared() {
        service.changeVisibility(Caller.user(ann), HIDE_BIO);
        anotherRequest().changeVisibility(Caller.user(ann), Map.of(ProfileField.BIO, Change.clear()));
        assertThat(bio(container.stored(ann))).isEqualTo(VisibilityLevel.PUBLIC);
    }

    @Test
    void that_changes_nothing_is_neither_stored_nor_announced() {
        service.changeVisibility(Caller.user(ann), HIDE_BIO);
        long version = container.stored(ann).version();

        ServiceContainer another = container.anotherRequest();
        another.get(UserService.class).changeVisibility(Caller.user(ann), HIDE_BIO);
        another.get(UserService.class).changeVisibility(Caller.user(ann), Map.of());

        assertThat(container.stored(ann).version()).isEqualTo(version);
        assertThat(another.committed()).isEmpty();
    }

    @Test
    void is_denied_to_a_blocked_user_and_without_a_profile() {
        anotherRequest().setBlocked(ann, true, OptionalLong.empty());

        assertRefused(() -> service.changeVisibility(Caller.user(ann), HIDE_BIO), ErrorCode.PERMISSION_DENIED);
        assertRefused(() -> service.changeVisibility(Caller.ofAdministrator(), HIDE_BIO), ErrorCode.PERMISSION_DENIED);

        assertThat(bio(container.stored(ann))).isEqualTo(VisibilityLevel.PUBLIC);
    }

    @Test
    void of_a_deleted_user_is_not_found() {
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(ann), ann, false);
        assertRefused(() -> service.changeVisibility(Caller.user(ann), HIDE_BIO), ErrorCode.NOT_FOUND);
    }

    @Test
    void keeps_fields_that_another_request_narrowed_in_between() {
        container.get(UserFinder.class).find(ann);
        anotherRequest()
                .changeVisibility(Caller.user(ann), Map.of(ProfileField.COVER, Change.set(VisibilityLevel.SIGNED_IN)));

        User changed = service.changeVisibility(Caller.user(ann), HIDE_BIO);

        assertThat(changed.levels(Users.ALL_PUBLIC))
                .containsEntry(ProfileField.BIO, VisibilityLevel.OWNER)
                .containsEntry(ProfileField.COVER, VisibilityLevel.SIGNED_IN);
        assertThat(container.stored(ann).levels(Users.ALL_PUBLIC)).isEqualTo(changed.levels(Users.ALL_PUBLIC));
    }

    @Test
    void does_not_touch_the_profile_and_stays_when_the_profile_changes() {
        service.changeVisibility(Caller.user(ann), HIDE_BIO);
        anotherRequest().change(Caller.user(ann), ann, Users.texts("a bio", ""), OptionalLong.empty());
        assertThat(container.stored(ann).text(ProfileField.BIO)).isEqualTo("a bio");
        assertThat(bio(container.stored(ann))).isEqualTo(VisibilityLevel.OWNER);
    }

    @Test
    void is_gone_after_an_erasure_and_kept_by_a_deletion() {
        service.changeVisibility(Caller.user(ann), HIDE_BIO);
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(ann), ann, false);
        assertThat(bio(container.stored(ann))).isEqualTo(VisibilityLevel.OWNER);
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(ann), ann, true);
        assertThat(bio(container.stored(ann))).isEqualTo(VisibilityLevel.PUBLIC);
    }

    @Test
    void a_stored_text_that_is_not_understood_hides_every_field() throws SQLException {
        DATABASE.execute("update portrait_user set visibility = 'bio=friends' where id = " + ann);
        assertThat(container.stored(ann).levels(Users.ALL_PUBLIC).values()).containsOnly(VisibilityLevel.OWNER);
    }

    private UserService anotherRequest() {
        return container.anotherRequest().get(UserService.class);
    }

    private static VisibilityLevel bio(User user) {
        return user.levels(Users.ALL_PUBLIC).getOrDefault(ProfileField.BIO, VisibilityLevel.PUBLIC);
    }
}
