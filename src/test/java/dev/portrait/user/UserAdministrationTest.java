package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.portrait.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAdministrationTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final ServiceContainer container = new ServiceContainer(DATABASE);
    private final UserAdministration service = container.get(UserAdministration.class);

    private long add(String username, String realName) {
        long id = container.newcomer(username).id();
        ProfileChange change = Users.realName(realName);
        container.anotherRequest().get(UserService.class).change(id, change, OptionalLong.empty());
        return id;
    }

    private void delete(long id, boolean hard) {
        container.anotherRequest().get(DeletionService.class).delete(id, hard);
    }

    @Nested
    class Finding {

        private UserSearch all(UserOrder order, int limit, int offset) {
            return new UserSearch(Optional.empty(), Optional.empty(), order, limit, offset);
        }

        private UserSearch beginningWith(String prefix) {
            return new UserSearch(Optional.of(prefix), Optional.empty(), UserOrder.ID, 20, 0);
        }

        private List<String> found(UserSearch search) {
            return service.find(search).stream().map(User::username).toList();
        }

        @Test
        void includes_deleted_users_but_not_erased_ones() {
            delete(add("deleted", "x"), false);
            delete(add("erased", "x"), true);
            long blocked = add("blocked", "x");
            service.setBlocked(blocked, true, OptionalLong.empty());
            add("approved", "x");

            UserSearch search = all(UserOrder.USERNAME, 20, 0);

            assertThat(found(search)).containsExactly("approved", "blocked", "deleted");
            assertThat(service.count(search)).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"An", "AN", "anN"})
        void matches_the_beginning_of_username_or_real_name_in_any_case(String prefix) {
            add("Ann", "Example");
            add("other", "Anna Example");
            add("Joann", "Joanna Example");

            assertThat(found(beginningWith(prefix))).containsExactly("Ann", "other");
            assertThat(service.count(beginningWith(prefix))).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({"%, percent", "_, underscore", "!, mark"})
        void takes_the_wildcards_of_sql_as_they_are(String prefix, String username) {
            add("percent", "% of all");
            add("underscore", "_ of all");
            add("mark", "! of all");

            assertThat(found(beginningWith(prefix))).containsExactly(username);
        }

        @Test
        void matches_a_whole_username_in_any_case() {
            add("Ann", "x");
            add("Anna", "x");

            UserSearch search = new UserSearch(Optional.empty(), Optional.of("aNN"), UserOrder.ID, 20, 0);

            assertThat(found(search)).containsExactly("Ann");
        }

        @Test
        void orders_and_limits_the_list_and_counts_all_of_it() {
            add("b", "x");
            add("C", "x");
            add("a", "x");

            assertThat(found(all(UserOrder.USERNAME, 20, 0))).containsExactly("a", "b", "C");
            assertThat(found(all(UserOrder.USERNAME_DESCENDING, 2, 0))).containsExactly("C", "b");
            assertThat(found(all(UserOrder.ID, 2, 1))).containsExactly("C", "a");
            assertThat(service.count(all(UserOrder.ID, 2, 1))).isEqualTo(3);
        }
    }

    @Nested
    class ChangeOfManagedFields {

        @Test
        void is_stored_and_told_by_its_fields() {
            long id = add("Ann", "x");

            User changed = service.change(id, Users.managed(4711, "ann@example.org"), OptionalLong.empty());

            assertThat(changed.managed().extId()).contains(4711L);
            assertThat(container.stored(id).managed().extId()).contains(4711L);
            assertThat(container.stored(id).managed().email()).isEqualTo("ann@example.org");
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("ext_id", "email"), List.of()));
        }

        @Test
        void writes_and_tells_nothing_where_nothing_changes() {
            long id = add("Ann", "x");
            container
                    .anotherRequest()
                    .get(UserAdministration.class)
                    .change(id, Users.managed(4711, "ann@example.org"), OptionalLong.empty());

            service.change(id, Users.managed(4711, "ann@example.org"), OptionalLong.empty());

            assertThat(container.committed()).isEmpty();
            verify(container.repository(), never()).flush(any());
        }

        @Test
        void is_possible_for_a_blocked_user() {
            long id = add("Ann", "x");
            container.anotherRequest().get(UserAdministration.class).setBlocked(id, true, OptionalLong.empty());

            service.change(id, Users.managed(4711, ""), OptionalLong.empty());

            assertThat(container.stored(id).managed().extId()).contains(4711L);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_refused_for_a_deleted_user(boolean hard) {
            long id = add("Ann", "x");
            delete(id, hard);

            assertRefused(() -> service.change(id, Users.managed(4711, ""), OptionalLong.empty()), ErrorCode.NOT_FOUND);

            assertThat(container.stored(id).managed().extId()).isEmpty();
        }

        @Test
        void is_refused_for_an_unknown_user() {
            assertRefused(
                    () -> service.change(Long.MAX_VALUE, Users.managed(1, ""), OptionalLong.empty()),
                    ErrorCode.NOT_FOUND);
        }

        @Test
        void locks_the_row_from_the_second_attempt_on() {
            long id = add("Ann", "x");
            container.get(UserService.class).find(id);
            container
                    .anotherRequest()
                    .get(UserService.class)
                    .change(id, Users.texts("theirs", ""), OptionalLong.empty());

            service.change(id, Users.managed(4711, ""), OptionalLong.empty());

            container.assertLockedFromTheSecondAttemptOn(id);
            assertThat(container.stored(id).bio()).isEqualTo("theirs");
            assertThat(container.stored(id).managed().extId()).contains(4711L);
        }
    }

    @Test
    void blocks_and_unblocks() {
        long id = add("Ann", "x");

        assertThat(service.setBlocked(id, true, OptionalLong.empty()).status()).isEqualTo(UserStatus.BLOCKED);
        assertThat(service.setBlocked(id, false, OptionalLong.empty()).status()).isEqualTo(UserStatus.APPROVED);

        assertThat(container.committed())
                .extracting(ProfileChanged::status)
                .containsExactly(UserStatus.BLOCKED, UserStatus.APPROVED);
    }
}
