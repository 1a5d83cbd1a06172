package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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
        long id = container.addUser(username).id();
        ProfileChange change = Users.realName(realName);
        container.anotherRequest().get(UserService.class).change(Caller.user(id), id, change, OptionalLong.empty());
        return id;
    }

    private static ManagedChange managed(ProfileChange change) {
        return new ManagedChange(change, Optional.empty());
    }

    private void delete(long id, boolean hard) {
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(id), id, hard);
    }

    @Nested
    class Finding {

        private UserSearch all(UserOrder order, int limit, int offset) {
            return Searches.all(order, limit, offset);
        }

        private UserSearch beginningWith(String prefix) {
            return new Searches().prefix(prefix).search();
        }

        private List<String> found(UserSearch search) {
            return service.find(search).users().stream().map(User::username).toList();
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
            assertThat(service.find(search).count()).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"An", "AN", "anN"})
        void matches_the_beginning_of_username_or_real_name_in_any_case(String prefix) {
            add("Ann", "Example");
            add("other", "Anna Example");
            add("Joann", "Joanna Example");

            assertThat(found(beginningWith(prefix))).containsExactly("Ann", "other");
            assertThat(service.find(beginningWith(prefix)).count()).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({"%, percent", "_, underscore", "!, mark"})
        void matches_sql_wildcards_literally(String prefix, String username) {
            add("percent", "% of all");
            add("underscore", "_ of all");
            add("mark", "! of all");

            assertThat(found(beginningWith(prefix))).containsExactly(username);
        }

        @Test
        void matches_an_exact_username_in_any_case() {
            add("Ann", "x");
            add("Anna", "x");

            UserSearch search = new Searches().username("aNN").search();

            assertThat(found(search)).containsExactly("Ann");
        }

        @ParameterizedTest
        @CsvSource({
            "mull, Ann",
            "MÜLL, Ann",
            "lüden, Ann",
            "anna-l, Ann",
            "'anna-lüdenscheid m', Ann",
            "ann@, Ann",
            "strasse, Bob",
            "straße, Bob"
        })
        void matches_the_beginning_of_any_word_and_of_the_address_without_accents(String prefix, String username) {
            long ann = add("Ann", "Anna-Lüdenscheid  Müller");
            change(ann, Users.managed(1, "Ann@Example.org"));
            add("Bob", "Karl Straße");

            assertThat(found(beginningWith(prefix))).containsExactly(username);
        }

        @Test
        void leaves_real_names_out_where_the_site_hides_them() {
            add("Ann", "Bob Example");
            add("bob", "x");
            UserFinder finder = container.get(UserFinder.class);

            assertThat(finder.findBeginning("bo", true, 20))
                    .extracting(User::username)
                    .containsExactly("bob", "Ann");
            assertThat(finder.findBeginning("bo", false, 20))
                    .extracting(User::username)
                    .containsExactly("bob");
            assertThat(finder.findBeginning("bo", true, 1)).hasSize(1);
            assertThat(finder.findBeginning("ex", false, 20)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"uller", "xample", "example.org", "denscheid"})
        void does_not_match_the_middle_of_a_word_or_of_an_address(String text) {
            change(add("Ann", "Anna-Lüdenscheid Müller"), Users.managed(1, "ann@example.org"));

            assertThat(found(beginningWith(text))).isEmpty();
        }

        @Test
        void follows_every_change_of_what_is_searched() {
            long id = add("Ann", "Anna Old");
            change(id, Users.managed(1, "old@example.org"));

            change(id, Users.managed(1, "new@example.org"));
            container
                    .anotherRequest()
                    .get(UserService.class)
                    .change(Caller.user(id), id, Users.realName("Anna New"), OptionalLong.empty());

            assertThat(found(beginningWith("old"))).isEmpty();
            assertThat(found(beginningWith("new"))).containsExactly("Ann");
        }

        @Test
        void finds_a_user_of_another_program_after_the_next_update() throws SQLException {
            long id = add("Ann", "Anna Old");
            DATABASE.execute("delete from portrait_search_key");
            DATABASE.execute("update portrait_user set real_name = 'Anna New', searchable = false");
            assertThat(found(beginningWith("new"))).isEmpty();

            UserIndex index = container.get(UserIndex.class);
            assertThat(container.get(Database.class).<Integer>change(attempt -> index.updateNext(2)))
                    .isEqualTo(1);
            assertThat(container.get(Database.class).<Integer>change(attempt -> index.updateNext(2)))
                    .isZero();

            assertThat(found(beginningWith("new"))).containsExactly("Ann");
            assertThat(container.stored(id).version()).isEqualTo(1);
        }

        private void change(long id, ProfileChange change) {
            container.anotherRequest().get(UserAdministration.class).change(id, managed(change), OptionalLong.empty());
        }

        @Test
        void matches_whole_values_of_every_other_filter() {
            long ann = add("Ann", "Ann Example");
            change(ann, Users.managed(4711, "Ann@example.org"));
            add("Bob", "Bob Example");
            service.setBlocked(add("Cid", "Cid Example"), true, OptionalLong.empty());

            assertThat(found(new Searches().email("aNN@example.org").search())).containsExactly("Ann");
            assertThat(found(new Searches().email("ann@example.or").search())).isEmpty();
            assertThat(found(new Searches().email("änn@example.org").search())).isEmpty();
            assertThat(found(new Searches().subject("subject of Ann").search())).containsExactly("Ann");
            assertThat(found(new Searches().subject("Subject of Ann").search())).isEmpty();
            assertThat(found(new Searches().extId(4711).search())).containsExactly("Ann");
            assertThat(found(new Searches().id(ann).search())).containsExactly("Ann");
            assertThat(found(new Searches().status(UserStatus.BLOCKED).search()))
                    .containsExactly("Cid");
            assertThat(found(new Searches().gender(Gender.UNSPECIFIED).search()))
                    .hasSize(3);
            assertThat(found(new Searches().gender(Gender.MALE).search())).isEmpty();
            assertThat(found(new Searches()
                            .text(ProfileField.REAL_NAME, "Bob Example")
                            .search()))
                    .containsExactly("Bob");
            assertThat(found(new Searches().text(ProfileField.REAL_NAME, "Bob").search()))
                    .isEmpty();
            assertThat(found(new Searches()
                            .prefix("exam")
                            .status(UserStatus.APPROVED)
                            .search()))
                    .containsExactly("Ann", "Bob");
        }

        @Test
        void lists_the_newest_pictures_first() {
            for (String name : List.of("none", "first", "second")) {
                long id = add(name, "x");
                if (!name.equals("none")) {
                    container.anotherRequest().get(AvatarService.class).add(Caller.user(id), MediaName.random("jpg"));
                }
            }

            UserSearch search = all(UserOrder.AVATAR_DATE, 20, 0);
            assertThat(found(search)).containsExactly("second", "first");
            assertThat(service.find(search).count()).isEqualTo(2);
        }

        @Test
        void orders_and_limits_the_list_and_counts_the_whole_list() {
            add("b", "x");
            add("C", "x");
            add("a", "x");

            assertThat(found(all(UserOrder.USERNAME, 20, 0))).containsExactly("a", "b", "C");
            assertThat(found(all(UserOrder.USERNAME_DESCENDING, 2, 0))).containsExactly("C", "b");
            assertThat(found(all(UserOrder.ID, 2, 1))).containsExactly("C", "a");
            assertThat(service.find(all(UserOrder.ID, 2, 1)).count()).isEqualTo(3);
        }

        @ParameterizedTest
        @CsvSource({"1, 0, true", "2, 0, true", "3, 0, false", "1, 2, false", "1, 3, false", "2, 2147483647, false"})
        void knows_whether_there_are_users_after_the_page(int limit, int offset, boolean more) {
            add("b", "x");
            add("C", "x");
            add("a", "x");

            FoundUsers page = service.find(all(UserOrder.ID, limit, offset));

            assertThat(page.more()).isEqualTo(more);
            assertThat(page.count()).isEqualTo(3);
            assertThat(page.limited()).isFalse();
        }

        @Test
        void considers_ten_thousand_texts_with_the_same_beginning_in_alphabetical_order() throws SQLException {
            addMany(10_000);
            add("m", "x");

            assertThat(found(new Searches().prefix("m").username("m").search())).containsExactly("m");
            assertThat(found(new Searches().prefix("m").username("m9998").search()))
                    .containsExactly("m9998");
            assertThat(found(new Searches().prefix("m").username("m9999").search()))
                    .isEmpty();
            FoundUsers page = service.find(beginningWith("m"));
            assertThat(page.count()).isEqualTo(10_000);
            assertThat(page.more()).isTrue();
            assertThat(page.limited()).isTrue();
            FoundUsers narrow = service.find(beginningWith("m99"));
            assertThat(narrow.count()).isEqualTo(111);
            assertThat(narrow.limited()).isFalse();
        }

        private void addMany(int users) throws SQLException {
            DATABASE.execute("insert into portrait_user (version, subject, username, username_key, real_name, email,"
                    + " email_isvalid, date_joined, bio, location, location_lat_lng, position_lat_lng, description, gender,"
                    + " status, website, tags, reputation, followings_counter, followers_counter, posts_counter,"
                    + " discussions_counter, statuses_counter, polls_counter, searchable)"
                    + " select 0, 'm' || x, 'm' || x, 'm' || x, '', '', false, now(), '', '', '', '', '', 'UNSPECIFIED',"
                    + " 'APPROVED', '', '[]', 0, 0, 0, 0, 0, 0, 0, true from system_range(1, " + users + ")");
            DATABASE.execute("insert into portrait_search_key (user_id, kind, text)"
                    + " select id, 'USERNAME', username_key from portrait_user");
        }
    }

    @Nested
    class ChangeOfManagedFields {

        @Test
        void is_stored_and_reported_with_its_fields() {
            long id = add("Ann", "x");

            User changed = service.change(id, managed(Users.managed(4711, "ann@example.org")), OptionalLong.empty());

            assertThat(changed.text(ProfileField.EXT_ID)).isEqualTo("4711");
            assertThat(container.stored(id).text(ProfileField.EXT_ID)).isEqualTo("4711");
            assertThat(container.stored(id).text(ProfileField.EMAIL)).isEqualTo("ann@example.org");
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("ext_id", "email"), List.of()));
        }

        @Test
        void writes_and_reports_nothing_if_nothing_changes() {
            long id = add("Ann", "x");
            container
                    .anotherRequest()
                    .get(UserAdministration.class)
                    .change(id, managed(Users.managed(4711, "ann@example.org")), OptionalLong.empty());

            service.change(id, managed(Users.managed(4711, "ann@example.org")), OptionalLong.empty());

            assertThat(container.committed()).isEmpty();
            verify(container.repository(), never()).flush(any());
        }

        @Test
        void is_possible_for_a_blocked_user() {
            long id = add("Ann", "x");
            container.anotherRequest().get(UserAdministration.class).setBlocked(id, true, OptionalLong.empty());

            service.change(id, managed(Users.managed(4711, "")), OptionalLong.empty());

            assertThat(container.stored(id).text(ProfileField.EXT_ID)).isEqualTo("4711");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_refused_for_a_deleted_user(boolean hard) {
            long id = add("Ann", "x");
            delete(id, hard);

            assertRefused(
                    () -> service.change(id, managed(Users.managed(4711, "")), OptionalLong.empty()),
                    ErrorCode.NOT_FOUND);

            assertThat(container.stored(id).text(ProfileField.EXT_ID)).isEmpty();
        }

        @Test
        void is_refused_for_an_unknown_user() {
            assertRefused(
                    () -> service.change(Long.MAX_VALUE, managed(Users.managed(1, "")), OptionalLong.empty()),
                    ErrorCode.NOT_FOUND);
        }

        @Test
        void locks_the_row_from_the_second_attempt_on() {
            long id = add("Ann", "x");
            container.get(UserFinder.class).find(id);
            container
                    .anotherRequest()
                    .get(UserService.class)
                    .change(Caller.user(id), id, Users.texts("theirs", ""), OptionalLong.empty());

            service.change(id, managed(Users.managed(4711, "")), OptionalLong.empty());

            container.assertLockedFromTheSecondAttemptOn(id);
            assertThat(container.stored(id).text(ProfileField.BIO)).isEqualTo("theirs");
            assertThat(container.stored(id).text(ProfileField.EXT_ID)).isEqualTo("4711");
        }
    }

    @Nested
    class Creation {

        private ManagedChange person(ProfileChange change, String subject) {
            return new ManagedChange(change, Optional.of(subject));
        }

        private void assertTaken(ManagedChange change, String... fields) {
            assertThatThrownBy(() -> service.create(change))
                    .isInstanceOfSatisfying(
                            RequestException.class,
                            refused -> assertThat(refused.fieldErrors())
                                    .containsExactlyElementsOf(Stream.of(fields)
                                            .map(field -> new FieldError(field, ErrorCode.UNIQUE))
                                            .toList()));
            assertThat(container.committed()).isEmpty();
        }

        @Test
        void stores_every_value_and_is_reported() {
            ProfileChange values = Users.with(Users.managed(7, "ann@example.org"), ProfileField.REAL_NAME, "Ann Ex")
                    .with(ProfileField.USERNAME, Change.set(new Username("ann-1")));

            User created = service.create(person(values, "s-1"));

            User stored = container.stored(created.id());
            assertThat(stored.username()).isEqualTo("ann-1");
            assertThat(stored.text(ProfileField.REAL_NAME)).isEqualTo("Ann Ex");
            assertThat(stored.subject()).contains("s-1");
            assertThat(stored.text(ProfileField.EXT_ID)).isEqualTo("7");
            assertThat(stored.text(ProfileField.EMAIL)).isEqualTo("ann@example.org");
            assertThat(stored.text(ProfileField.DATE_JOINED)).isEqualTo("2026-02-03T04:05:06.123456Z");
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(
                            created.id(),
                            UserStatus.APPROVED,
                            Set.of("username", "real_name", "subject", "ext_id", "email"),
                            List.of()));
            assertThat(service.find(new Searches().prefix("ex").search()).users())
                    .hasSize(1);
        }

        @Test
        void derives_a_free_username_from_the_address() {
            add("ann", "x");

            User created = service.create(person(Users.managed(7, "ann@example.org"), "s-1"));

            assertThat(created.username()).matches("ann\\d");
            assertThat(service.create(managed(ProfileChange.none())).username()).isEqualTo("user");
        }

        @Test
        void names_each_value_that_another_user_has() {
            add("Ann", "x");
            container.anotherRequest().get(UserAdministration.class).create(person(Users.managed(7, ""), "s-1"));

            assertTaken(person(Users.managed(7, ""), "s-1"), "ext_id", "subject");
            assertTaken(person(Users.username("aNN"), "s-2"), "username");
        }

        @Test
        void does_not_bring_back_an_erased_person() {
            long id = add("Ann", "x");
            delete(id, true);

            assertTaken(person(ProfileChange.none(), "subject of Ann"), "subject");
        }
    }

    @Nested
    class AManagedPicture {

        private final MediaName first = MediaName.random("jpg");
        private final MediaName second = MediaName.random("jpg");

        private User change(ServiceContainer request, long id, ProfileChange change) {
            return request.get(UserAdministration.class).change(id, managed(change), OptionalLong.empty());
        }

        private List<MediaName> collection(long id) {
            return container.anotherRequest().get(AvatarService.class).list(id).stream()
                    .map(Avatar::picture)
                    .toList();
        }

        @Test
        void joins_the_collection_and_leaves_it_when_it_is_removed() {
            long id = add("Ann", "x");
            change(container.anotherRequest(), id, Users.pictures(first, second));
            change(container.anotherRequest(), id, ProfileChange.none().with(ProfileField.AVATAR, Change.set(second)));
            assertThat(collection(id)).containsExactly(second, first);

            change(container, id, ProfileChange.none().with(ProfileField.AVATAR, Change.clear()));

            assertThat(container.stored(id).avatar()).isEmpty();
            assertThat(collection(id)).containsExactly(first);
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(id, UserStatus.APPROVED, Set.of("avatar"), List.of(second)));
        }

        @Test
        void is_removed_with_the_whole_collection() {
            long id = add("Ann", "x");
            change(container.anotherRequest(), id, ProfileChange.none().with(ProfileField.AVATAR, Change.set(first)));
            change(container.anotherRequest(), id, ProfileChange.none().with(ProfileField.AVATAR, Change.set(second)));

            service.removeAvatars(id);
            service.removeAvatars(id);

            assertThat(container.stored(id).avatar()).isEmpty();
            assertThat(collection(id)).isEmpty();
            assertThat(container.committed())
                    .containsExactly(new ProfileChanged(
                            id, UserStatus.APPROVED, Set.of("avatar", "avatars"), List.of(second, first)));
        }
    }

    @Test
    void a_change_names_each_value_that_another_user_has() {
        long id = add("Ann", "x");
        container.anotherRequest().get(UserAdministration.class).create(managed(Users.managed(7, "")));
        add("Bob", "x");

        assertThatThrownBy(() -> service.change(
                        id,
                        managed(Users.managed(7, "").with(ProfileField.USERNAME, Change.set(new Username("bob")))),
                        OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.fieldErrors())
                                .containsExactly(
                                        new FieldError("username", ErrorCode.UNIQUE),
                                        new FieldError("ext_id", ErrorCode.UNIQUE)));
    }

    @Test
    void restores_a_deleted_user_but_no_erased_one() {
        long deleted = add("Ann", "Ann Example");
        delete(deleted, false);
        long erased = add("Bob", "x");
        delete(erased, true);

        assertRefused(() -> service.setBlocked(deleted, true, OptionalLong.empty()), ErrorCode.NOT_FOUND);
        assertThat(service.setBlocked(deleted, false, OptionalLong.empty()).text(ProfileField.REAL_NAME))
                .isEqualTo("Ann Example");
        assertRefused(() -> service.setBlocked(erased, false, OptionalLong.empty()), ErrorCode.NOT_FOUND);

        assertThat(container.stored(deleted).status()).isEqualTo(UserStatus.APPROVED);
        assertThat(container.stored(erased).status()).isEqualTo(UserStatus.UNREGISTERED);
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
