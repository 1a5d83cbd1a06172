package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;

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
        ann = container.newcomer("Ann").id();
    }

    private List<Avatar> keep(MediaName... pictures) {
        for (MediaName picture : pictures) {
            anotherRequest().add(ann, picture);
        }
        return anotherRequest().of(ann);
    }

    private AvatarService anotherRequest() {
        return container.anotherRequest().get(AvatarService.class);
    }

    private List<MediaName> kept() {
        return anotherRequest().of(ann).stream().map(Avatar::picture).toList();
    }

    private ProfileChanged change(Set<String> fields, MediaName... released) {
        return new ProfileChanged(ann, UserStatus.APPROVED, fields, List.of(released));
    }

    private void block() {
        container.anotherRequest().get(UserService.class).setBlocked(ann, true, OptionalLong.empty());
    }

    @Test
    void lists_the_avatars_of_one_user_the_newest_first() {
        long bob = container.newcomer("Bob").id();
        anotherRequest().add(bob, THIRD);
        keep(FIRST, SECOND);

        assertThat(service.of(ann)).extracting(Avatar::picture).containsExactly(SECOND, FIRST);
    }

    @Nested
    class Adding {

        @Test
        void uses_the_first_avatar() {
            Avatar added = service.add(ann, FIRST);

            assertThat(added.picture()).isEqualTo(FIRST);
            assertThat(added.userId()).isEqualTo(ann);
            assertThat(container.stored(ann).avatar()).contains(FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatar", "avatars")));
        }

        @Test
        void keeps_using_the_former_avatar() {
            keep(FIRST);

            service.add(ann, SECOND);

            assertThat(kept()).containsExactly(SECOND, FIRST);
            assertThat(container.stored(ann).avatar()).contains(FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars")));
        }

        @Test
        void dates_the_avatar_no_finer_than_the_database_does() {
            Avatar added = service.add(ann, FIRST);

            assertThat(added.uploaded()).isEqualTo(Instant.parse("2026-02-03T04:05:06.123456Z"));
            assertThat(anotherRequest().of(ann))
                    .singleElement()
                    .extracting(Avatar::uploaded)
                    .isEqualTo(added.uploaded());
        }

        @Test
        void removes_the_oldest_avatar_at_the_limit_but_not_the_one_in_use() {
            keep(FIRST, SECOND, THIRD);

            service.add(ann, FOURTH);

            assertThat(kept()).containsExactly(FOURTH, THIRD, FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars"), SECOND));
        }

        @Test
        void removes_the_very_oldest_avatar_if_another_is_in_use() {
            List<Avatar> avatars = keep(FIRST, SECOND, THIRD);
            anotherRequest().use(ann, avatars.get(0).id());

            service.add(ann, FOURTH);

            assertThat(kept()).containsExactly(FOURTH, THIRD, SECOND);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars"), FIRST));
        }

        @Test
        void keeps_one_avatar_where_the_database_rolled_the_first_attempt_back() {
            doThrow(new PersistenceException(new SQLException("deadlock", "40001")))
                    .doCallRealMethod()
                    .when(repository)
                    .flush(any());

            service.add(ann, FIRST);

            assertThat(kept()).containsExactly(FIRST);
            assertThat(container.committed()).hasSize(1);
        }

        // The caller takes an exception for a rollback, and deletes the picture.
        @Test
        void asks_the_database_for_nothing_after_the_commit() {
            doCallRealMethod()
                    .doThrow(new PersistenceException())
                    .when(repository)
                    .avatars(ann);

            assertThat(service.add(ann, FIRST).picture()).isEqualTo(FIRST);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            block();

            assertRefused(() -> service.add(ann, FIRST), ErrorCode.PERMISSION_DENIED);

            assertThat(kept()).isEmpty();
            assertThat(container.committed()).isEmpty();
        }

        @Test
        void is_refused_for_an_unknown_user() {
            assertRefused(() -> service.add(Long.MAX_VALUE, FIRST), ErrorCode.NOT_FOUND);
        }
    }

    @Nested
    class Using {

        @Test
        void replaces_the_avatar_in_use_and_keeps_both() {
            List<Avatar> avatars = keep(FIRST, SECOND);

            service.use(ann, avatars.get(0).id());

            assertThat(container.stored(ann).avatar()).contains(SECOND);
            assertThat(kept()).containsExactly(SECOND, FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatar")));
        }

        @Test
        void is_refused_for_an_avatar_of_another_user() {
            keep(FIRST);
            long bob = container.newcomer("Bob").id();
            long avatarOfBob = anotherRequest().add(bob, SECOND).id();

            assertRefused(() -> service.use(ann, avatarOfBob), ErrorCode.NOT_FOUND);

            assertThat(container.stored(ann).avatar()).contains(FIRST);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            List<Avatar> avatars = keep(FIRST, SECOND);
            block();

            assertRefused(() -> service.use(ann, avatars.get(0).id()), ErrorCode.PERMISSION_DENIED);

            assertThat(container.stored(ann).avatar()).contains(FIRST);
        }
    }

    @Nested
    class Removing {

        @Test
        void releases_the_picture() {
            List<Avatar> avatars = keep(FIRST, SECOND);

            service.remove(ann, avatars.get(0).id());

            assertThat(kept()).containsExactly(FIRST);
            assertThat(container.stored(ann).avatar()).contains(FIRST);
            assertThat(container.committed()).containsExactly(change(Set.of("avatars"), SECOND));
        }

        @Test
        void leaves_no_avatar_in_use_if_it_was_that_one() {
            List<Avatar> avatars = keep(FIRST, SECOND);

            service.remove(ann, avatars.get(1).id());

            assertThat(kept()).containsExactly(SECOND);
            assertThat(container.stored(ann).avatar()).isEmpty();
            assertThat(container.committed()).containsExactly(change(Set.of("avatar", "avatars"), FIRST));
        }

        @Test
        void is_refused_for_an_avatar_of_another_user() {
            long bob = container.newcomer("Bob").id();
            long avatarOfBob = anotherRequest().add(bob, SECOND).id();

            assertRefused(() -> service.remove(ann, avatarOfBob), ErrorCode.NOT_FOUND);

            assertThat(anotherRequest().of(bob)).hasSize(1);
        }

        @Test
        void is_refused_the_second_time() {
            long avatar = keep(FIRST).get(0).id();
            service.remove(ann, avatar);
            assertRefused(() -> service.remove(ann, avatar), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            long avatar = keep(FIRST).get(0).id();
            block();

            assertRefused(() -> service.remove(ann, avatar), ErrorCode.PERMISSION_DENIED);

            assertThat(kept()).containsExactly(FIRST);
        }
    }

    @Test
    void loses_nothing_that_another_request_changed_in_between() {
        container.get(UserService.class).find(ann);
        container.anotherRequest().get(UserService.class).change(ann, Users.texts("theirs", ""), OptionalLong.empty());

        service.add(ann, FIRST);

        assertThat(container.stored(ann).bio()).isEqualTo("theirs");
        assertThat(container.stored(ann).avatar()).contains(FIRST);
        assertThat(container.committed()).hasSize(1);
    }
}
