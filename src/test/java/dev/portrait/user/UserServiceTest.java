package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.portrait.error.ErrorCode;
import dev.portrait.media.MediaName;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserServiceTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final OptionalLong ANY_VERSION = OptionalLong.empty();
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final ServiceContainer container = new ServiceContainer(DATABASE);
    private final UserService service = container.get(UserService.class);
    private final UserRepository repository = container.repository();

    private long approved() {
        return container.newcomer("Ann").id();
    }

    private long blocked() {
        long id = approved();
        anotherRequest().setBlocked(id, true, OptionalLong.empty());
        return id;
    }

    private long deleted() {
        long id = approved();
        container.anotherRequest().get(DeletionService.class).delete(id, false);
        return id;
    }

    private long erased() {
        long id = approved();
        container.anotherRequest().get(DeletionService.class).delete(id, true);
        return id;
    }

    private UserService anotherRequest() {
        return container.anotherRequest().get(UserService.class);
    }

    @Nested
    class Find {

        @Test
        void returns_an_approved_user() {
            long id = approved();
            assertThat(service.find(id)).map(User::username).contains("Ann");
        }

        @Test
        void returns_a_blocked_user() {
            long id = blocked();
            assertThat(service.find(id)).map(User::status).contains(UserStatus.BLOCKED);
        }

        @Test
        void returns_no_deleted_unregistered_or_unknown_user() {
            assertThat(service.find(deleted())).isEmpty();
            assertThat(service.find(erasedAs("Bob"))).isEmpty();
            assertThat(service.find(UNKNOWN)).isEmpty();
        }

        private long erasedAs(String name) {
            long id = container.newcomer(name).id();
            container.anotherRequest().get(DeletionService.class).delete(id, true);
            return id;
        }

        @Test
        void reports_a_failing_database_as_error() {
            PersistenceException failure = new PersistenceException("away");
            doThrow(failure).when(repository).find(anyLong());
            assertRefused(() -> service.find(1), ErrorCode.ERROR).hasCause(failure);
        }
    }

    @Nested
    class FindOrCreate {

        private static final String SUBJECT = "4711";

        private Optional<User> seen(UserService by, String subject) {
            return by.findOrCreate(
                    subject,
                    claim -> Optional.ofNullable(
                            Map.of("preferred_username", "ann", "name", "Ann Example", "email", "ann@example.org")
                                    .get(claim)),
                    "email_verified"::equals);
        }

        @Test
        void creates_an_approved_user_from_the_claims_at_first_sight() {
            User created = seen(service, SUBJECT).orElseThrow();

            User stored = container.stored(created.id());
            assertThat(stored.subject()).contains(SUBJECT);
            assertThat(stored.username()).isEqualTo("ann");
            assertThat(stored.realName()).isEqualTo("Ann Example");
            assertThat(stored.managed().email()).isEqualTo("ann@example.org");
            assertThat(stored.managed().emailValid()).isTrue();
            assertThat(stored.status()).isEqualTo(UserStatus.APPROVED);
        }

        @Test
        void dates_a_new_user_no_finer_than_the_database_does() {
            User created = seen(service, SUBJECT).orElseThrow();

            assertThat(created.dateJoined())
                    .isEqualTo(Instant.parse("2026-02-03T04:05:06.123456Z"))
                    .isEqualTo(container.stored(created.id()).dateJoined());
        }

        @Test
        void finds_the_same_user_from_then_on() {
            User created = seen(anotherRequest(), SUBJECT).orElseThrow();

            assertThat(seen(service, SUBJECT)).map(User::id).contains(created.id());
            verify(repository, never()).add(any());
        }

        @Test
        void returns_a_blocked_user() {
            long id = seen(anotherRequest(), SUBJECT).orElseThrow().id();
            anotherRequest().setBlocked(id, true, OptionalLong.empty());

            assertThat(seen(service, SUBJECT)).map(User::status).contains(UserStatus.BLOCKED);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void never_lets_a_deleted_or_erased_subject_return(boolean hard) {
            long id = seen(anotherRequest(), SUBJECT).orElseThrow().id();
            container.anotherRequest().get(DeletionService.class).delete(id, hard);

            assertThat(seen(service, SUBJECT)).isEmpty();
            verify(repository, never()).add(any());
        }

        @Test
        void takes_nobody_for_the_user_whose_erased_form_is_their_subject() {
            String lookalike = User.erased(SUBJECT);

            assertThat(seen(service, lookalike)).isEmpty();
            assertThat(seen(service, SUBJECT)).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\u0000", "\uD83D"})
        void asks_the_database_for_no_subject_that_it_cannot_keep(String text) {
            assertThat(seen(service, text)).isEmpty();
            verifyNoInteractions(repository);
        }

        @Test
        void finds_the_user_that_another_request_created_in_between() {
            UserService other = anotherRequest();
            doAnswer(call -> {
                        seen(other, SUBJECT);
                        return call.callRealMethod();
                    })
                    .when(repository)
                    .add(any());

            User found = seen(service, SUBJECT).orElseThrow();

            verify(repository).add(any());
            assertThat(container.stored(found.id()).username()).isEqualTo("ann");
            assertThat(seen(other, SUBJECT)).map(User::id).contains(found.id());
        }

        @Test
        void appends_a_number_to_a_username_that_is_taken() {
            container.newcomer("Ann");

            assertThat(seen(service, SUBJECT))
                    .map(User::username)
                    .hasValueSatisfying(name -> assertThat(name).matches("ann[1-9]"));
        }

        @Test
        void gives_up_after_ten_usernames_that_were_taken() {
            doThrow(new PersistenceException(new SQLException("taken", "23505")))
                    .when(repository)
                    .flush(any());

            assertRefused(() -> seen(service, SUBJECT), ErrorCode.CONFLICT);

            verify(repository, times(10)).add(any());
        }
    }

    @Nested
    class ChangeOfAProfile {

        @Test
        void is_stored_and_told_by_its_fields() {
            long id = approved();

            User changed = service.change(id, Users.texts("a bio", "Milan"), ANY_VERSION);

            User stored = container.stored(id);
            assertThat(stored.bio()).isEqualTo("a bio");
            assertThat(stored.location()).isEqualTo("Milan");
            assertThat(stored.version()).isEqualTo(changed.version());
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("bio", "location"), List.of()));
        }

        @Test
        void writes_and_tells_nothing_where_nothing_changes() {
            long id = approved();
            anotherRequest().change(id, Users.texts("a bio", "Milan"), ANY_VERSION);
            long version = container.stored(id).version();

            User unchanged = service.change(id, Users.texts("a bio", "Milan"), ANY_VERSION);

            assertThat(unchanged.bio()).isEqualTo("a bio");
            assertThat(container.stored(id).version()).isEqualTo(version);
            assertThat(container.committed()).isEmpty();
            verify(repository, never()).flush(any());
        }

        @Test
        void is_refused_for_a_user_who_is_not_there() {
            assertRefused(() -> service.change(UNKNOWN, Users.texts("x", "y"), ANY_VERSION), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_refused_for_a_deleted_user() {
            long id = deleted();
            assertRefused(() -> service.change(id, Users.texts("x", "y"), ANY_VERSION), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_refused_for_an_unregistered_user() {
            long id = erased();
            assertRefused(() -> service.change(id, Users.texts("x", "y"), ANY_VERSION), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_denied_to_a_blocked_user() {
            long id = blocked();

            assertRefused(() -> service.change(id, Users.texts("x", "y"), ANY_VERSION), ErrorCode.PERMISSION_DENIED);

            assertThat(container.stored(id).bio()).isEmpty();
            assertThat(container.committed()).isEmpty();
        }

        @Test
        void takes_the_version_that_it_expects() {
            long id = approved();
            OptionalLong current = OptionalLong.of(container.stored(id).version());

            service.change(id, Users.texts("a bio", ""), current);

            assertThat(container.stored(id).bio()).isEqualTo("a bio");
        }

        @Test
        void is_refused_if_it_expects_another_version() {
            long id = approved();
            OptionalLong current = OptionalLong.of(container.stored(id).version());
            anotherRequest().change(id, Users.texts("theirs", ""), ANY_VERSION);

            assertRefused(() -> service.change(id, Users.texts("mine", ""), current), ErrorCode.PRECONDITION_FAILED);

            assertThat(container.stored(id).bio()).isEqualTo("theirs");
        }

        @Test
        void is_refused_if_another_request_changed_the_version_that_was_read() {
            long id = approved();
            OptionalLong read = OptionalLong.of(service.find(id).orElseThrow().version());
            anotherRequest().change(id, Users.texts("theirs", ""), ANY_VERSION);

            assertRefused(() -> service.change(id, Users.texts("mine", ""), read), ErrorCode.PRECONDITION_FAILED);

            assertThat(container.stored(id).bio()).isEqualTo("theirs");
        }

        @Test
        void loses_no_field_that_another_request_changed_in_between() {
            long id = approved();
            service.find(id);
            anotherRequest().change(id, Users.username("Berta"), ANY_VERSION);

            User changed = service.change(id, Users.texts("mine", ""), ANY_VERSION);

            assertThat(changed.username()).isEqualTo("Berta");
            assertThat(container.stored(id).username()).isEqualTo("Berta");
            assertThat(container.stored(id).bio()).isEqualTo("mine");
            assertThat(container.committed()).hasSize(1);
        }

        @Test
        void locks_the_row_from_the_second_attempt_on() {
            long id = approved();
            service.find(id);
            anotherRequest().change(id, Users.texts("theirs", ""), ANY_VERSION);

            service.change(id, Users.texts("mine", ""), ANY_VERSION);

            container.assertLockedFromTheSecondAttemptOn(id);
        }

        @Test
        void is_refused_with_unique_if_the_username_is_taken() {
            container.newcomer("Berta");
            long id = approved();

            assertRefused(() -> service.change(id, Users.username("bErTa"), ANY_VERSION), "username", ErrorCode.UNIQUE);

            assertThat(container.stored(id).username()).isEqualTo("Ann");
            assertThat(container.committed()).isEmpty();
            verify(repository, times(1)).flush(any());
        }

        @Test
        void may_change_the_case_of_the_own_username() {
            long id = approved();
            service.change(id, Users.username("aNN"), ANY_VERSION);
            assertThat(container.stored(id).username()).isEqualTo("aNN");
        }

        @Test
        void keeps_a_new_avatar_and_releases_a_cover_that_is_replaced() {
            long id = approved();
            MediaName avatar = MediaName.random("jpg");
            MediaName cover = MediaName.random("png");
            anotherRequest().change(id, Users.pictures(MediaName.random("jpg"), cover), ANY_VERSION);

            service.change(id, Users.pictures(avatar, MediaName.random("png")), ANY_VERSION);

            assertThat(container.get(AvatarService.class).of(id))
                    .hasSize(2)
                    .first()
                    .satisfies(kept -> assertThat(kept.picture()).isEqualTo(avatar))
                    .satisfies(kept ->
                            assertThat(kept.uploaded()).isEqualTo(Instant.parse("2026-02-03T04:05:06.123456Z")));
            assertThat(container.committed())
                    .containsExactly(
                            new ProfileChanged(id, UserStatus.APPROVED, Set.of("avatar", "cover"), List.of(cover)));
        }

        @Test
        void releases_the_oldest_avatar_where_there_are_too_many() {
            long id = approved();
            MediaName oldest = MediaName.random("jpg");
            anotherRequest().change(id, Users.avatar(Change.set(oldest)), ANY_VERSION);
            for (int i = 1; i < ServiceContainer.AVATARS_MAX; i++) {
                anotherRequest().change(id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);
            }

            service.change(id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);

            assertThat(container.get(AvatarService.class).of(id))
                    .hasSize(ServiceContainer.AVATARS_MAX)
                    .extracting(Avatar::picture)
                    .doesNotContain(oldest);
            assertThat(container.committed())
                    .singleElement()
                    .satisfies(change -> assertThat(change.released()).containsExactly(oldest));
        }

        @Test
        void keeps_an_avatar_that_is_cleared() {
            long id = approved();
            anotherRequest().change(id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);

            service.change(id, Users.avatar(Change.clear()), ANY_VERSION);

            assertThat(container.stored(id).avatar()).isEmpty();
            assertThat(container.get(AvatarService.class).of(id)).hasSize(1);
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("avatar"), List.of()));
        }

        @Test
        void tells_nothing_of_a_change_that_was_rolled_back() {
            long id = approved();
            doThrow(new PersistenceException(new SQLException("lost", "40001")))
                    .doCallRealMethod()
                    .when(repository)
                    .flush(any());

            service.change(id, Users.texts("a bio", ""), ANY_VERSION);

            assertThat(container.committed()).hasSize(1);
        }
    }

    @Nested
    class Blocking {

        @Test
        void is_stored_and_told() {
            long id = approved();

            User user = service.setBlocked(id, true, OptionalLong.empty());

            assertThat(user.status()).isEqualTo(UserStatus.BLOCKED);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.BLOCKED);
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.BLOCKED, Set.of("status"), List.of()));
        }

        @Test
        void ends_with_unblocking() {
            long id = blocked();
            assertThat(service.setBlocked(id, false, OptionalLong.empty()).status())
                    .isEqualTo(UserStatus.APPROVED);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.APPROVED);
        }

        @Test
        void writes_and_tells_nothing_the_second_time() {
            long id = blocked();

            service.setBlocked(id, true, OptionalLong.empty());

            assertThat(container.committed()).isEmpty();
            verify(repository, never()).flush(any());
        }

        @Test
        void is_refused_for_deleted_and_unknown_users() {
            long id = deleted();
            assertRefused(() -> service.setBlocked(id, false, OptionalLong.empty()), ErrorCode.NOT_FOUND);
            assertRefused(() -> service.setBlocked(UNKNOWN, true, OptionalLong.empty()), ErrorCode.NOT_FOUND);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.DELETED);
        }

        @Test
        void locks_the_row_from_the_second_attempt_on() {
            long id = approved();
            service.find(id);
            anotherRequest().change(id, Users.texts("theirs", ""), ANY_VERSION);

            service.setBlocked(id, true, OptionalLong.empty());

            container.assertLockedFromTheSecondAttemptOn(id);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.BLOCKED);
            assertThat(container.stored(id).bio()).isEqualTo("theirs");
        }
    }

    @Nested
    class References {

        @Test
        void are_those_of_avatars_covers_and_kept_avatars() {
            long id = approved();
            MediaName former = MediaName.random("jpg");
            MediaName avatar = MediaName.random("jpg");
            MediaName cover = MediaName.random("jpg");
            anotherRequest().change(id, Users.pictures(former, cover), ANY_VERSION);
            anotherRequest().change(id, Users.avatar(Change.set(avatar)), ANY_VERSION);

            assertThat(service.referred(Set.of(former, avatar, cover, MediaName.random("jpg"))))
                    .containsExactlyInAnyOrder(former, avatar, cover);
        }

        @Test
        void are_any_once_there_is_one() {
            long id = approved();
            assertThat(service.anyReferred()).isFalse();

            anotherRequest().change(id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);

            assertThat(service.anyReferred()).isTrue();
        }
    }

    @Test
    void is_reachable_as_long_as_the_database_answers() {
        doCallRealMethod()
                .doThrow(new PersistenceException("away"))
                .when(repository)
                .find(anyLong());

        assertThat(service.reachable()).isTrue();
        assertThat(service.reachable()).isFalse();
    }
}
