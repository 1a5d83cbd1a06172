package dev.portrait.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;

import dev.portrait.contract.ProfileField;
import dev.portrait.media.MediaName;
import dev.portrait.user.TestDatabase.CommitFault;
import jakarta.ejb.EJBException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change whose commit fails is stored once, or the caller gets the failure because the outcome is unknown. */
class FailedCommitTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final OptionalLong ANY_VERSION = OptionalLong.empty();

    private final ServiceContainer container = new ServiceContainer(DATABASE);
    private final UserService service = container.get(UserService.class);

    @Test
    void a_change_that_was_rolled_back_is_stored_at_the_next_attempt() {
        long id = container.addUser("Ann").id();
        container.failCommits(CommitFault.ROLLS_BACK);

        User changed = service.change(Caller.user(id), id, Users.texts("a bio", ""), ANY_VERSION);

        assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("a bio");
        assertThat(container.stored(id).version()).isEqualTo(changed.version());
        assertThat(container.committed()).hasSize(1);
    }

    @Test
    void a_change_that_is_rolled_back_four_times_fails() {
        long id = container.addUser("Ann").id();
        container.failCommits(
                CommitFault.ROLLS_BACK, CommitFault.ROLLS_BACK, CommitFault.ROLLS_BACK, CommitFault.ROLLS_BACK);

        assertThatThrownBy(() -> service.change(Caller.user(id), id, Users.texts("a bio", ""), ANY_VERSION))
                .isInstanceOf(EJBException.class);

        assertThat(container.stored(id).text(ProfileField.BIO)).isEmpty();
        assertThat(container.committed()).isEmpty();
    }

    @Test
    void a_change_that_was_committed_is_not_repeated() {
        long id = container.addUser("Ann").id();
        long version = container.stored(id).version();
        container.failCommits(CommitFault.COMMITS);

        assertThatThrownBy(() -> service.change(Caller.user(id), id, Users.texts("a bio", ""), ANY_VERSION))
                .isInstanceOf(EJBException.class);

        assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("a bio");
        assertThat(container.stored(id).version()).isEqualTo(version + 1);
    }

    @Test
    void a_change_is_not_repeated_if_another_request_changed_the_user_since() {
        long id = container.addUser("Ann").id();
        UserService other = container.anotherRequest().get(UserService.class);
        doAnswer(call -> {
                    other.change(Caller.user(id), id, Users.texts("theirs", ""), ANY_VERSION);
                    return call.callRealMethod();
                })
                .when(container.repository())
                .lock(id);
        container.failCommits(CommitFault.ROLLS_BACK);

        assertThatThrownBy(() -> service.change(Caller.user(id), id, Users.texts("mine", ""), ANY_VERSION))
                .isInstanceOf(EJBException.class);

        assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("theirs");
    }

    @Test
    void a_user_whose_creation_was_rolled_back_is_created_at_the_next_attempt() {
        container.failCommits(CommitFault.ROLLS_BACK);

        User created = container
                .get(UserFinder.class)
                .findOrCreate("4711", claim -> Optional.empty(), claim -> false)
                .orElseThrow();

        assertThat(container.stored(created.id()).subject()).contains("4711");
    }

    @Test
    void an_avatar_that_was_rolled_back_is_added_once() {
        long id = container.addUser("Ann").id();
        container.failCommits(CommitFault.ROLLS_BACK);

        container.get(AvatarService.class).add(Caller.user(id), MediaName.random("jpg"));

        assertThat(container.get(AvatarService.class).list(id)).hasSize(1);
        assertThat(container.committed()).hasSize(1);
    }

    @Test
    void a_deletion_that_was_rolled_back_succeeds_at_the_next_attempt() {
        long id = container.addUser("Ann").id();
        container.failCommits(CommitFault.ROLLS_BACK);

        Receipt receipt = container.get(DeletionService.class).delete(Caller.user(id), id, false);

        assertThat(receipt.status()).isEqualTo(UserStatus.DELETED);
        assertThat(container.stored(id).status()).isEqualTo(UserStatus.DELETED);
    }
}
