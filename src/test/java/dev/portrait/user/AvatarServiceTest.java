package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.media.MediaName;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AvatarServiceTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final MediaName FIRST = MediaName.random("jpg");
    private static final MediaName SECOND = MediaName.random("png");
    private static final MediaName THIRD = MediaName.random("gif");
    private static final MediaName FOURTH = MediaName.random("jpg");

    private final ServiceContainer container = new ServiceContainer(DATABASE);
    private final AvatarService service = container.get(AvatarService.class);
    private final UserRepository repository = container.repository();
    private long ann;

    @BeforeEach
    void addAnn() {
        ann = container.addUser("Ann").id();
    }

    private List<Avatar> addAvatars(MediaName... pictures) {
        for (MediaName picture : pictures) {
            anotherRequest().add(Caller.user(ann), picture);
        }
        return anotherRequest().list(ann);
    }

    private AvatarService anotherRequest() {
        return container.anotherRequest().get(AvatarService.class);
    }

    private List<MediaName> storedPictures() {
        return anotherRequest().list(ann).stream().map(Avatar::picture).toList();
    }

    private ProfileChanged change(Set<String> fields, MediaName... released) {
        return new ProfileChanged(ann, UserStatus.APPROVED, fields, List.of(released));
    }

    private void block() {
        container.anotherRequest().get(UserService.class).setBlocked(ann, true, OptionalLong.empty());
    }

    @Test
    void lists_the_avatars_of_one_user_newest_first() {
        long bob = container.addUser("Bob").id();
        anotherRequest().add(Caller.user(bob), THIRD);
        addAvatars(FIRST, SECOND);

        assertThat(service.list(ann)).extracting(Avatar::picture).containsExactly(SECOND, FIRST);
    }

    @Nested
    class Adding {

        @Test
        void makes_the_first_avatar_current() {
            Avatar added = service.add(Caller.user(ann), FIRST);

            assertThat(added.picture()).isEqualTo(FIRST);
            assertThat(added.userId()).isEqualTo(ann);
            assertThat(container.stored(ann).avatar()).contains(FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatar", "avatars")));
        }

        @Test
        void does_not_replace_the_current_avatar() {
            addAvatars(FIRST);

            service.add(Caller.user(ann), SECOND);

            assertThat(storedPictures()).containsExactly(SECOND, FIRST);
            assertThat(container.stored(ann).avatar()).contains(FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars")));
        }

        @Test
        void truncates_the_upload_time_to_the_precision_of_the_database() {
            Avatar added = service.add(Caller.user(ann), FIRST);

            assertThat(added.uploaded()).isEqualTo(Instant.parse("2026-02-03T04:05:06.123456Z"));
            assertThat(anotherRequest().list(ann))
                    .singleElement()
                    .extracting(Avatar::uploaded)
                    .isEqualTo(added.uploaded());
        }

        @Test
        void removes_the_oldest_avatar_at_the_limit_except_the_current_one() {
            addAvatars(FIRST, SECOND, THIRD);

            service.add(Caller.user(ann), FOURTH);

            assertThat(storedPictures()).containsExactly(FOURTH, THIRD, FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars"), SECOND));
        }

        @Test
        void removes_the_very_oldest_avatar_if_another_one_is_current() {
            List<Avatar> avatars = addAvatars(FIRST, SECOND, THIRD);
            anotherRequest().makeCurrent(Caller.user(ann), avatars.get(0).id());

            service.add(Caller.user(ann), FOURTH);

            assertThat(storedPictures()).containsExactly(FOURTH, THIRD, SECOND);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars"), FIRST));
        }

        @Test
        void adds_the_avatar_once_if_the_first_attempt_was_rolled_back() {
            doThrow(new PersistenceException(new SQLException("deadlock", "40001")))
                    .doCallRealMethod()
                    .when(repository)
                    .flush(any());

            service.add(Caller.user(ann), FIRST);

            assertThat(storedPictures()).containsExactly(FIRST);
            assertThat(container.committed()).hasSize(1);
        }

        // After an exception, the caller deletes the picture, because it assumes a rollback.
        @Test
        void does_not_query_the_database_after_the_commit() {
            doCallRealMethod()
                    .doThrow(new PersistenceException())
                    .when(repository)
                    .avatars(ann);

            assertThat(service.add(Caller.user(ann), FIRST).picture()).isEqualTo(FIRST);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            block();

            assertRefused(() -> service.add(Caller.user(ann), FIRST), ErrorCode.PERMISSION_DENIED);

            assertThat(storedPictures()).isEmpty();
            assertThat(container.committed()).isEmpty();
        }

        @Test
        void is_refused_for_an_unknown_user() {
            assertRefused(() -> service.add(Caller.user(Long.MAX_VALUE), FIRST), ErrorCode.NOT_FOUND);
        }
    }

    @Nested
    class MakingCurrent {

        @Test
        void replaces_the_current_avatar_and_keeps_both() {
            List<Avatar> avatars = addAvatars(FIRST, SECOND);

            service.makeCurrent(Caller.user(ann), avatars.get(0).id());

            assertThat(container.stored(ann).avatar()).contains(SECOND);
            assertThat(storedPictures()).containsExactly(SECOND, FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatar")));
        }

        @Test
        void is_refused_for_an_avatar_of_another_user() {
            addAvatars(FIRST);
            long bob = container.addUser("Bob").id();
            long avatarOfBob = anotherRequest().add(Caller.user(bob), SECOND).id();

            assertRefused(() -> service.makeCurrent(Caller.user(ann), avatarOfBob), ErrorCode.NOT_FOUND);

            assertThat(container.stored(ann).avatar()).contains(FIRST);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            List<Avatar> avatars = addAvatars(FIRST, SECOND);
            block();

            assertRefused(
                    () -> service.makeCurrent(Caller.user(ann), avatars.get(0).id()), ErrorCode.PERMISSION_DENIED);

            assertThat(container.stored(ann).avatar()).contains(FIRST);
        }
    }

    @Nested
    class Removing {

        @Test
        void releases_the_picture() {
            List<Avatar> avatars = addAvatars(FIRST, SECOND);

            service.remove(Caller.user(ann), avatars.get(0).id());

            assertThat(storedPictures()).containsExactly(FIRST);
            assertThat(container.stored(ann).avatar()).contains(FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars"), SECOND));
        }

        @Test
        void clears_the_current_avatar_if_that_one_is_removed() {
            List<Avatar> avatars = addAvatars(FIRST, SECOND);

            service.remove(Caller.user(ann), avatars.get(1).id());

            assertThat(storedPictures()).containsExactly(SECOND);
            assertThat(container.stored(ann).avatar()).isEmpty();
            assertThat(container.committed()).containsExactly(change(Set.of("avatar", "avatars"), FIRST));
        }

        @Test
        void is_refused_for_an_avatar_of_another_user() {
            long bob = container.addUser("Bob").id();
            long avatarOfBob = anotherRequest().add(Caller.user(bob), SECOND).id();

            assertRefused(() -> service.remove(Caller.user(ann), avatarOfBob), ErrorCode.NOT_FOUND);

            assertThat(anotherRequest().list(bob)).hasSize(1);
        }

        @Test
        void is_refused_for_an_avatar_that_was_removed() {
            long avatar = addAvatars(FIRST).get(0).id();
            service.remove(Caller.user(ann), avatar);
            assertRefused(() -> service.remove(Caller.user(ann), avatar), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            long avatar = addAvatars(FIRST).get(0).id();
            block();

            assertRefused(() -> service.remove(Caller.user(ann), avatar), ErrorCode.PERMISSION_DENIED);

            assertThat(storedPictures()).containsExactly(FIRST);
        }
    }

    @Test
    void a_caller_without_a_profile_cannot_add_avatars() {
        assertRefused(() -> service.add(Caller.ofAdministrator(), FIRST), ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void keeps_what_another_request_changed_in_between() {
        container.get(UserFinder.class).find(ann);
        container
                .anotherRequest()
                .get(UserService.class)
                .change(Caller.user(ann), ann, Users.texts("theirs", ""), OptionalLong.empty());

        service.add(Caller.user(ann), FIRST);

        assertThat(container.stored(ann).text(ProfileField.BIO)).isEqualTo("theirs");
        assertThat(container.stored(ann).avatar()).contains(FIRST);
        assertThat(container.committed()).hasSize(1);
    }
}
