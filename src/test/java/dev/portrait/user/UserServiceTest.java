package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.media.MediaName;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
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
    private final UserFinder users = container.get(UserFinder.class);
    private final UserRepository repository = container.repository();

    private long approved() {
        return container.addUser("Ann").id();
    }

    private long blocked() {
        long id = approved();
        anotherRequest().setBlocked(id, true, OptionalLong.empty());
        return id;
    }

    private long deleted() {
        long id = approved();
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(id), id, false);
        return id;
    }

    private long erased() {
        long id = approved();
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(id), id, true);
        return id;
    }

    private UserFinder usersOfAnotherRequest() {
        return container.anotherRequest().get(UserFinder.class);
    }

    private UserService anotherRequest() {
        return container.anotherRequest().get(UserService.class);
    }

    @Nested
    class Find {

        @Test
        void returns_an_approved_user() {
            long id = approved();
            assertThat(users.find(id)).map(User::username).contains("Ann");
        }

        @Test
        void returns_a_blocked_user() {
            long id = blocked();
            assertThat(users.find(id)).map(User::status).contains(UserStatus.BLOCKED);
        }

        @Test
        void returns_no_deleted_erased_or_unknown_user() {
            assertThat(users.find(deleted())).isEmpty();
            assertThat(users.find(erasedAs("Bob"))).isEmpty();
            assertThat(users.find(UNKNOWN)).isEmpty();
        }

        private long erasedAs(String name) {
            long id = container.addUser(name).id();
            container.anotherRequest().get(DeletionService.class).delete(Caller.user(id), id, true);
            return id;
        }

        @Test
        void reports_a_failed_query_as_an_error() {
            PersistenceException failure = new PersistenceException("connection refused");
            doThrow(failure).when(repository).find(anyLong());
            assertRefused(() -> users.find(1), ErrorCode.ERROR).hasCause(failure);
        }
    }

    @Nested
    class FindAll {

        @Test
        void returns_the_users_in_the_order_of_the_ids() {
            long ann = container.addUser("Ann").id();
            long bob = container.addUser("Bob").id();
            long zoe = container.addUser("Zoe").id();

            assertThat(found(zoe, ann, bob)).containsExactly("Zoe", "Ann", "Bob");
            assertThat(found(bob, zoe)).containsExactly("Bob", "Zoe");
        }

        @Test
        void includes_blocked_users_and_leaves_out_deleted_erased_and_unknown_ones() {
            long erased = erased();
            long deleted = container.addUser("Deleted").id();
            container.anotherRequest().get(DeletionService.class).delete(Caller.user(deleted), deleted, false);
            long blocked = blocked();

            assertThat(found(deleted, UNKNOWN, blocked, erased)).containsExactly("Ann");
            assertThat(found(UNKNOWN)).isEmpty();
        }

        private List<String> found(Long... ids) {
            return usersOfAnotherRequest().findAll(new LinkedHashSet<>(List.of(ids))).stream()
                    .map(User::username)
                    .toList();
        }
    }

    @Nested
    class FindApproved {

        @ParameterizedTest
        @ValueSource(strings = {"Ann", "ann", "ANN"})
        void ignores_the_case_of_the_name(String name) {
            long id = approved();
            container.addUser("Anna");

            assertThat(users.findApproved(new Username(name))).map(User::id).contains(id);
        }

        @Test
        void returns_no_blocked_deleted_or_unknown_user() {
            Username ann = new Username("Ann");
            assertThat(users.findApproved(ann)).isEmpty();
            long id = blocked();
            assertThat(usersOfAnotherRequest().findApproved(ann)).isEmpty();
            container.anotherRequest().get(DeletionService.class).delete(Caller.ofAdministrator(), id, false);
            assertThat(usersOfAnotherRequest().findApproved(ann)).isEmpty();
        }
    }

    @Nested
    class FindOrCreate {

        private static final String SUBJECT = "4711";

        private Optional<User> findOrCreate(UserFinder users, String subject) {
            return users.findOrCreate(
                    subject,
                    claim -> Optional.ofNullable(
                            Map.of("preferred_username", "ann", "name", "Ann Example", "email", "ann@example.org")
                                    .get(claim)),
                    "email_verified"::equals);
        }

        @Test
        void creates_an_approved_user_from_the_claims_at_first_sight() {
            User created = findOrCreate(users, SUBJECT).orElseThrow();

            User stored = container.stored(created.id());
            assertThat(stored.subject()).contains(SUBJECT);
            assertThat(stored.username()).isEqualTo("ann");
            assertThat(stored.text(ProfileField.REAL_NAME)).isEqualTo("Ann Example");
            assertThat(stored.text(ProfileField.EMAIL)).isEqualTo("ann@example.org");
            assertThat(stored.text(ProfileField.EMAIL_ISVALID)).isEqualTo("true");
            assertThat(stored.status()).isEqualTo(UserStatus.APPROVED);
        }

        @Test
        void truncates_the_date_joined_to_the_precision_of_the_database() {
            User created = findOrCreate(users, SUBJECT).orElseThrow();

            assertThat(created.text(ProfileField.DATE_JOINED))
                    .isEqualTo("2026-02-03T04:05:06.123456Z")
                    .isEqualTo(container.stored(created.id()).text(ProfileField.DATE_JOINED));
        }

        @Test
        void finds_the_same_user_from_then_on() {
            User created = findOrCreate(usersOfAnotherRequest(), SUBJECT).orElseThrow();

            assertThat(findOrCreate(users, SUBJECT)).map(User::id).contains(created.id());
            verify(repository, never()).add(any());
        }

        @Test
        void returns_a_blocked_user() {
            long id =
                    findOrCreate(usersOfAnotherRequest(), SUBJECT).orElseThrow().id();
            anotherRequest().setBlocked(id, true, OptionalLong.empty());

            assertThat(findOrCreate(users, SUBJECT)).map(User::status).contains(UserStatus.BLOCKED);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void never_recreates_a_deleted_or_erased_user(boolean hard) {
            long id =
                    findOrCreate(usersOfAnotherRequest(), SUBJECT).orElseThrow().id();
            container.anotherRequest().get(DeletionService.class).delete(Caller.user(id), id, hard);

            assertThat(findOrCreate(users, SUBJECT)).isEmpty();
            verify(repository, never()).add(any());
        }

        @Test
        void refuses_a_subject_in_the_form_of_an_erased_one() {
            String lookalike = ErasedSubject.of(SUBJECT);

            assertThat(findOrCreate(users, lookalike)).isEmpty();
            assertThat(findOrCreate(users, SUBJECT)).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a\u0000", "\uD83D"})
        void does_not_query_the_database_for_an_invalid_subject(String text) {
            assertThat(findOrCreate(users, text)).isEmpty();
            verifyNoInteractions(repository);
        }

        @Test
        void finds_the_user_that_another_request_created_in_between() {
            UserFinder other = usersOfAnotherRequest();
            doAnswer(call -> {
                        findOrCreate(other, SUBJECT);
                        return call.callRealMethod();
                    })
                    .when(repository)
                    .add(any());

            User found = findOrCreate(users, SUBJECT).orElseThrow();

            verify(repository).add(any());
            assertThat(container.stored(found.id()).username()).isEqualTo("ann");
            assertThat(findOrCreate(other, SUBJECT)).map(User::id).contains(found.id());
        }

        @Test
        void appends_a_number_to_a_username_that_is_taken() {
            container.addUser("Ann");

            assertThat(findOrCreate(users, SUBJECT))
                    .map(User::username)
                    .hasValueSatisfying(name -> assertThat(name).matches("ann[1-9]"));
        }

        @Test
        void gives_up_after_ten_taken_usernames() {
            doThrow(new PersistenceException(new SQLException("taken", "23505")))
                    .when(repository)
                    .flush(any());

            assertRefused(() -> findOrCreate(users, SUBJECT), ErrorCode.CONFLICT);

            verify(repository, times(10)).add(any());
        }
    }

    @Nested
    class ChangeOfAProfile {

        @Test
        void is_stored_and_reported_with_its_fields() {
            long id = approved();

            User changed = service.change(Caller.user(id), id, Users.texts("a bio", "Milan"), ANY_VERSION);

            User stored = container.stored(id);
            assertThat(stored.text(ProfileField.BIO)).isEqualTo("a bio");
            assertThat(stored.text(ProfileField.LOCATION)).isEqualTo("Milan");
            assertThat(stored.version()).isEqualTo(changed.version());
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("bio", "location"), List.of()));
        }

        @Test
        void writes_and_reports_nothing_if_nothing_changes() {
            long id = approved();
            anotherRequest().change(Caller.user(id), id, Users.texts("a bio", "Milan"), ANY_VERSION);
            long version = container.stored(id).version();

            User unchanged = service.change(Caller.user(id), id, Users.texts("a bio", "Milan"), ANY_VERSION);

            assertThat(unchanged.text(ProfileField.BIO)).isEqualTo("a bio");
            assertThat(container.stored(id).version()).isEqualTo(version);
            assertThat(container.committed()).isEmpty();
            verify(repository, never()).flush(any());
        }

        @Test
        void is_refused_for_an_unknown_user() {
            assertRefused(
                    () -> service.change(Caller.user(UNKNOWN), UNKNOWN, Users.texts("x", "y"), ANY_VERSION),
                    ErrorCode.NOT_FOUND);
        }

        @Test
        void is_refused_for_a_deleted_user() {
            long id = deleted();
            assertRefused(
                    () -> service.change(Caller.user(id), id, Users.texts("x", "y"), ANY_VERSION), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_refused_for_an_erased_user() {
            long id = erased();
            assertRefused(
                    () -> service.change(Caller.user(id), id, Users.texts("x", "y"), ANY_VERSION), ErrorCode.NOT_FOUND);
        }

        @Test
        void is_denied_to_another_user_and_to_an_administrator() {
            long id = approved();
            long bob = container.addUser("Bob").id();
            ProfileChange change = Users.texts("x", "y");

            assertRefused(() -> service.change(Caller.user(bob), id, change, ANY_VERSION), ErrorCode.PERMISSION_DENIED);
            assertRefused(
                    () -> service.change(Caller.ofAdministrator(), id, change, ANY_VERSION),
                    ErrorCode.PERMISSION_DENIED);

            assertThat(container.stored(id).text(ProfileField.BIO)).isEmpty();
        }

        @Test
        void is_denied_to_a_blocked_user() {
            long id = blocked();

            assertRefused(
                    () -> service.change(Caller.user(id), id, Users.texts("x", "y"), ANY_VERSION),
                    ErrorCode.PERMISSION_DENIED);

            assertThat(container.stored(id).text(ProfileField.BIO)).isEmpty();
            assertThat(container.committed()).isEmpty();
        }

        @Test
        void is_stored_if_the_expected_version_is_current() {
            long id = approved();
            OptionalLong current = OptionalLong.of(container.stored(id).version());

            service.change(Caller.user(id), id, Users.texts("a bio", ""), current);

            assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("a bio");
        }

        @Test
        void is_refused_if_it_expects_another_version() {
            long id = approved();
            OptionalLong current = OptionalLong.of(container.stored(id).version());
            anotherRequest().change(Caller.user(id), id, Users.texts("theirs", ""), ANY_VERSION);

            assertRefused(
                    () -> service.change(Caller.user(id), id, Users.texts("mine", ""), current),
                    ErrorCode.PRECONDITION_FAILED);

            assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("theirs");
        }

        @Test
        void is_refused_if_another_request_changed_the_version_that_was_read() {
            long id = approved();
            OptionalLong read = OptionalLong.of(users.find(id).orElseThrow().version());
            anotherRequest().change(Caller.user(id), id, Users.texts("theirs", ""), ANY_VERSION);

            assertRefused(
                    () -> service.change(Caller.user(id), id, Users.texts("mine", ""), read),
                    ErrorCode.PRECONDITION_FAILED);

            assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("theirs");
        }

        @Test
        void keeps_fields_that_another_request_changed_in_between() {
            long id = approved();
            users.find(id);
            anotherRequest().change(Caller.user(id), id, Users.username("Berta"), ANY_VERSION);

            User changed = service.change(Caller.user(id), id, Users.texts("mine", ""), ANY_VERSION);

            assertThat(changed.username()).isEqualTo("Berta");
            assertThat(container.stored(id).username()).isEqualTo("Berta");
            assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("mine");
            assertThat(container.committed()).hasSize(1);
        }

        @Test
        void locks_the_row_from_the_second_attempt_on() {
            long id = approved();
            users.find(id);
            anotherRequest().change(Caller.user(id), id, Users.texts("theirs", ""), ANY_VERSION);

            service.change(Caller.user(id), id, Users.texts("mine", ""), ANY_VERSION);

            container.assertLockedFromTheSecondAttemptOn(id);
        }

        @Test
        void is_refused_with_unique_if_the_username_is_taken() {
            container.addUser("Berta");
            long id = approved();

            assertRefused(
                    () -> service.change(Caller.user(id), id, Users.username("bErTa"), ANY_VERSION),
                    "username",
                    ErrorCode.UNIQUE);

            assertThat(container.stored(id).username()).isEqualTo("Ann");
            assertThat(container.committed()).isEmpty();
            verify(repository, times(1)).flush(any());
        }

        @Test
        void may_change_the_case_of_the_username() {
            long id = approved();
            service.change(Caller.user(id), id, Users.username("aNN"), ANY_VERSION);
            assertThat(container.stored(id).username()).isEqualTo("aNN");
        }

        @Test
        void adds_a_new_avatar_and_releases_a_replaced_cover() {
            long id = approved();
            MediaName avatar = MediaName.random("jpg");
            MediaName cover = MediaName.random("png");
            anotherRequest().change(Caller.user(id), id, Users.pictures(MediaName.random("jpg"), cover), ANY_VERSION);

            service.change(Caller.user(id), id, Users.pictures(avatar, MediaName.random("png")), ANY_VERSION);

            assertThat(container.get(AvatarService.class).list(id))
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
        void releases_the_oldest_avatar_above_the_limit() {
            long id = approved();
            MediaName oldest = MediaName.random("jpg");
            anotherRequest().change(Caller.user(id), id, Users.avatar(Change.set(oldest)), ANY_VERSION);
            for (int i = 1; i < ServiceContainer.AVATARS_MAX; i++) {
                anotherRequest()
                        .change(Caller.user(id), id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);
            }

            service.change(Caller.user(id), id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);

            assertThat(container.get(AvatarService.class).list(id))
                    .hasSize(ServiceContainer.AVATARS_MAX)
                    .extracting(Avatar::picture)
                    .doesNotContain(oldest);
            assertThat(container.committed())
                    .singleElement()
                    .satisfies(change -> assertThat(change.released()).containsExactly(oldest));
        }

        @Test
        void keeps_the_picture_of_a_cleared_avatar() {
            long id = approved();
            anotherRequest()
                    .change(Caller.user(id), id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);

            service.change(Caller.user(id), id, Users.avatar(Change.clear()), ANY_VERSION);

            assertThat(container.stored(id).avatar()).isEmpty();
            assertThat(container.get(AvatarService.class).list(id)).hasSize(1);
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("avatar"), List.of()));
        }

        @Test
        void reports_only_the_attempt_that_was_committed() {
            long id = approved();
            doThrow(new PersistenceException(new SQLException("lost", "40001")))
                    .doCallRealMethod()
                    .when(repository)
                    .flush(any());

            service.change(Caller.user(id), id, Users.texts("a bio", ""), ANY_VERSION);

            assertThat(container.committed()).hasSize(1);
        }
    }

    @Nested
    class Blocking {

        @Test
        void is_stored_and_reported() {
            long id = approved();

            User user = service.setBlocked(id, true, OptionalLong.empty());

            assertThat(user.status()).isEqualTo(UserStatus.BLOCKED);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.BLOCKED);
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.BLOCKED, Set.of("status"), List.of()));
        }

        @Test
        void ends_when_the_user_is_unblocked() {
            long id = blocked();
            assertThat(service.setBlocked(id, false, OptionalLong.empty()).status())
                    .isEqualTo(UserStatus.APPROVED);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.APPROVED);
        }

        @Test
        void writes_and_reports_nothing_the_second_time() {
            long id = blocked();

            service.setBlocked(id, true, OptionalLong.empty());

            assertThat(container.committed()).isEmpty();
            verify(repository, never()).flush(any());
        }

        @Test
        void is_refused_for_deleted_and_unknown_users() {
            long id = deleted();
            assertRefused(() -> service.setBlocked(id, true, OptionalLong.empty()), ErrorCode.NOT_FOUND);
            assertRefused(() -> service.setBlocked(UNKNOWN, false, OptionalLong.empty()), ErrorCode.NOT_FOUND);
            assertRefused(() -> service.setBlocked(UNKNOWN, true, OptionalLong.empty()), ErrorCode.NOT_FOUND);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.DELETED);
        }

        @Test
        void locks_the_row_from_the_second_attempt_on() {
            long id = approved();
            users.find(id);
            anotherRequest().change(Caller.user(id), id, Users.texts("theirs", ""), ANY_VERSION);

            service.setBlocked(id, true, OptionalLong.empty());

            container.assertLockedFromTheSecondAttemptOn(id);
            assertThat(container.stored(id).status()).isEqualTo(UserStatus.BLOCKED);
            assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("theirs");
        }
    }

    @Nested
    class References {

        @Test
        void include_covers_and_current_and_former_avatars() {
            long id = approved();
            MediaName former = MediaName.random("jpg");
            MediaName avatar = MediaName.random("jpg");
            MediaName cover = MediaName.random("jpg");
            anotherRequest().change(Caller.user(id), id, Users.pictures(former, cover), ANY_VERSION);
            anotherRequest().change(Caller.user(id), id, Users.avatar(Change.set(avatar)), ANY_VERSION);

            assertThat(users.referred(Set.of(former, avatar, cover, MediaName.random("jpg"))))
                    .containsExactlyInAnyOrder(former, avatar, cover);
        }

        @Test
        void exist_once_a_user_has_a_picture() {
            long id = approved();
            assertThat(users.anyReferred()).isFalse();

            anotherRequest()
                    .change(Caller.user(id), id, Users.avatar(Change.set(MediaName.random("jpg"))), ANY_VERSION);

            assertThat(users.anyReferred()).isTrue();
        }
    }
}
