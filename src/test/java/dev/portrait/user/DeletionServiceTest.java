package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import dev.portrait.error.ErrorCode;
import dev.portrait.media.MediaName;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionServiceTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final MediaName FORMER = MediaName.random("jpg");
    private static final MediaName AVATAR = MediaName.random("jpg");
    private static final MediaName COVER = MediaName.random("png");
    private static final Instant DATE = Instant.parse("2026-02-03T04:05:06.123Z");
    private static final boolean SOFT = false;
    private static final boolean HARD = true;

    private final ServiceContainer container = new ServiceContainer(DATABASE);
    private final DeletionService service = container.get(DeletionService.class);
    private long ann;

    @BeforeEach
    void addAnn() {
        ann = container.newcomer("Ann").id();
        change(Users.pictures(FORMER, COVER));
        change(Users.avatar(Change.set(AVATAR)));
        change(Users.texts("a bio", "Milan"));
    }

    private void change(ProfileChange change) {
        container.anotherRequest().get(UserService.class).change(ann, change, OptionalLong.empty());
    }

    private void delete(boolean hard) {
        container.anotherRequest().get(DeletionService.class).delete(ann, hard);
    }

    @Test
    void soft_takes_the_pictures_and_keeps_the_texts() {
        Receipt receipt = service.delete(ann, SOFT);

        User deleted = container.stored(ann);
        assertThat(deleted.status()).isEqualTo(UserStatus.DELETED);
        assertThat(deleted.username()).isEqualTo("Ann");
        assertThat(deleted.bio()).isEqualTo("a bio");
        assertThat(deleted.avatar()).isEmpty();
        assertThat(deleted.cover()).isEmpty();
        assertThat(container.get(AvatarService.class).of(ann)).isEmpty();
        assertThat(receipt).isEqualTo(new Receipt(ann, UserStatus.DELETED, DATE, Set.of("avatar", "cover"), 3));
    }

    @Test
    void soft_keeps_the_username_taken() {
        delete(SOFT);
        long bob = container.newcomer("Bob").id();
        assertRefused(
                () -> container.get(UserService.class).change(bob, Users.username("ANN"), OptionalLong.empty()),
                "username",
                ErrorCode.UNIQUE);
    }

    @Test
    void hard_leaves_nothing_but_the_id() {
        Receipt receipt = service.delete(ann, HARD);

        User erased = container.stored(ann);
        assertThat(erased.status()).isEqualTo(UserStatus.UNREGISTERED);
        assertThat(erased.username()).isEqualTo("~" + ann);
        assertThat(erased.bio()).isEmpty();
        assertThat(erased.location()).isEmpty();
        assertThat(erased.dateJoined()).isEqualTo(Instant.EPOCH);
        assertThat(erased.subject())
                .hasValueSatisfying(subject -> assertThat(subject).matches("~[0-9a-f]{64}"));
        assertThat(erased.avatar()).isEmpty();
        assertThat(erased.cover()).isEmpty();
        assertThat(container.get(AvatarService.class).of(ann)).isEmpty();
        assertThat(receipt)
                .isEqualTo(new Receipt(
                        ann,
                        UserStatus.UNREGISTERED,
                        DATE,
                        Set.of("username", "date_joined", "bio", "location", "avatar", "cover"),
                        3));
    }

    @Test
    void hard_sets_the_username_free() {
        delete(HARD);
        assertThat(container.newcomer("Ann").username()).isEqualTo("Ann");
    }

    @ParameterizedTest
    @ValueSource(booleans = {SOFT, HARD})
    void tells_of_every_picture_that_is_released(boolean hard) {
        Receipt receipt = service.delete(ann, hard);

        assertThat(container.committed()).singleElement().satisfies(change -> {
            assertThat(change.userId()).isEqualTo(ann);
            assertThat(change.status()).isEqualTo(receipt.status());
            assertThat(change.fields()).isEqualTo(receipt.fields());
            assertThat(change.released()).containsExactlyInAnyOrder(FORMER, AVATAR, COVER);
        });
    }

    @Test
    void hard_is_possible_after_soft() {
        delete(SOFT);

        Receipt receipt = service.delete(ann, HARD);

        assertThat(container.stored(ann).status()).isEqualTo(UserStatus.UNREGISTERED);
        assertThat(receipt.pictures()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {SOFT, HARD})
    void deletes_a_blocked_user(boolean hard) {
        container.anotherRequest().get(UserService.class).setBlocked(ann, true, OptionalLong.empty());

        service.delete(ann, hard);

        assertThat(container.stored(ann).status().present()).isFalse();
    }

    @Test
    void is_refused_the_second_time() {
        delete(SOFT);
        assertRefused(() -> service.delete(ann, SOFT), ErrorCode.NOT_FOUND);
        delete(HARD);
        assertRefused(() -> service.delete(ann, SOFT), ErrorCode.NOT_FOUND);
        assertRefused(() -> service.delete(ann, HARD), ErrorCode.NOT_FOUND);
        assertThat(container.committed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {SOFT, HARD})
    void is_refused_for_an_unknown_user(boolean hard) {
        assertRefused(() -> service.delete(Long.MAX_VALUE, hard), ErrorCode.NOT_FOUND);
    }

    @Test
    void gives_one_receipt_where_the_database_rolled_the_first_attempt_back() {
        doThrow(new PersistenceException(new SQLException("deadlock", "40001")))
                .doCallRealMethod()
                .when(container.repository())
                .flush(any());

        Receipt receipt = service.delete(ann, SOFT);

        assertThat(receipt.pictures()).isEqualTo(3);
        assertThat(container.committed()).hasSize(1);
        assertThat(container.stored(ann).status()).isEqualTo(UserStatus.DELETED);
    }
}
