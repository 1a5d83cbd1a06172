package dev.portrait.user;

import static dev.portrait.user.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import dev.portrait.contract.ProfileField;
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
        ann = container.addUser("Ann").id();
        change(Users.pictures(FORMER, COVER));
        change(Users.avatar(Change.set(AVATAR)));
        change(Users.texts("a bio", "Milan"));
    }

    private void change(ProfileChange change) {
        container.anotherRequest().get(UserService.class).change(Caller.user(ann), ann, change, OptionalLong.empty());
    }

    private void delete(boolean hard) {
        container.anotherRequest().get(DeletionService.class).delete(Caller.user(ann), ann, hard);
    }

    @Test
    void soft_deletion_removes_the_pictures_and_keeps_the_texts() {
        Receipt receipt = service.delete(Caller.user(ann), ann, SOFT);

        User deleted = container.stored(ann);
        assertThat(deleted.status()).isEqualTo(UserStatus.DELETED);
        assertThat(deleted.username()).isEqualTo("Ann");
        assertThat(deleted.text(ProfileField.BIO)).isEqualTo("a bio");
        assertThat(deleted.avatar()).isEmpty();
        assertThat(deleted.cover()).isEmpty();
        assertThat(container.get(AvatarService.class).list(ann)).isEmpty();
        assertThat(receipt).isEqualTo(new Receipt(ann, UserStatus.DELETED, DATE, Set.of("avatar", "cover"), 3));
    }

    @Test
    void soft_deletion_keeps_the_username_reserved() {
        delete(SOFT);
        long bob = container.addUser("Bob").id();
        assertRefused(
                () -> container
                        .get(UserService.class)
                        .change(Caller.user(bob), bob, Users.username("ANN"), OptionalLong.empty()),
                "username",
                ErrorCode.UNIQUE);
    }

    @Test
    void hard_deletion_keeps_only_the_id() {
        Receipt receipt = service.delete(Caller.user(ann), ann, HARD);

        User erased = container.stored(ann);
        assertThat(erased.status()).isEqualTo(UserStatus.UNREGISTERED);
        assertThat(erased.username()).isEqualTo("~" + ann);
        assertThat(erased.text(ProfileField.BIO)).isEmpty();
        assertThat(erased.text(ProfileField.LOCATION)).isEmpty();
        assertThat(erased.text(ProfileField.DATE_JOINED)).isEqualTo(Instant.EPOCH.toString());
        assertThat(erased.subject())
                .hasValueSatisfying(subject -> assertThat(subject).matches("~[0-9a-f]{64}"));
        assertThat(erased.avatar()).isEmpty();
        assertThat(erased.cover()).isEmpty();
        assertThat(container.get(AvatarService.class).list(ann)).isEmpty();
        assertThat(receipt)
                .isEqualTo(new Receipt(
                        ann,
                        UserStatus.UNREGISTERED,
                        DATE,
                        Set.of("username", "date_joined", "bio", "location", "avatar", "cover"),
                        3));
    }

    @Test
    void hard_deletion_frees_the_username() {
        delete(HARD);
        assertThat(container.addUser("Ann").username()).isEqualTo("Ann");
    }

    @ParameterizedTest
    @ValueSource(booleans = {SOFT, HARD})
    void reports_every_released_picture(boolean hard) {
        Receipt receipt = service.delete(Caller.user(ann), ann, hard);

        assertThat(container.committed()).singleElement().satisfies(change -> {
            assertThat(change.userId()).isEqualTo(ann);
            assertThat(change.status()).isEqualTo(receipt.status());
            assertThat(change.fields()).isEqualTo(receipt.fields());
            assertThat(change.released()).containsExactlyInAnyOrder(FORMER, AVATAR, COVER);
        });
    }

    @Test
    void is_denied_to_another_user() {
        long bob = container.addUser("Bob").id();
        assertRefused(() -> service.delete(Caller.user(bob), ann, SOFT), ErrorCode.PERMISSION_DENIED);
        assertThat(container.stored(ann).status()).isEqualTo(UserStatus.APPROVED);
    }

    @Test
    void is_possible_for_an_administrator() {
        service.delete(Caller.ofAdministrator(), ann, HARD);
        assertThat(container.stored(ann).status()).isEqualTo(UserStatus.UNREGISTERED);
    }

    @Test
    void hard_deletion_is_possible_after_soft_deletion() {
        delete(SOFT);

        Receipt receipt = service.delete(Caller.user(ann), ann, HARD);

        assertThat(container.stored(ann).status()).isEqualTo(UserStatus.UNREGISTERED);
        assertThat(receipt.pictures()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {SOFT, HARD})
    void deletes_a_blocked_user(boolean hard) {
        container.anotherRequest().get(UserService.class).setBlocked(ann, true, OptionalLong.empty());

        service.delete(Caller.user(ann), ann, hard);

        assertThat(container.stored(ann).status().present()).isFalse();
    }

    @Test
    void is_refused_the_second_time() {
        delete(SOFT);
        assertRefused(() -> service.delete(Caller.user(ann), ann, SOFT), ErrorCode.NOT_FOUND);
        delete(HARD);
        assertRefused(() -> service.delete(Caller.user(ann), ann, SOFT), ErrorCode.NOT_FOUND);
        assertRefused(() -> service.delete(Caller.user(ann), ann, HARD), ErrorCode.NOT_FOUND);
        assertThat(container.committed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {SOFT, HARD})
    void is_refused_for_an_unknown_user(boolean hard) {
        assertRefused(() -> service.delete(Caller.user(Long.MAX_VALUE), Long.MAX_VALUE, hard), ErrorCode.NOT_FOUND);
    }

    @Test
    void is_retried_if_the_first_attempt_was_rolled_back() {
        doThrow(new PersistenceException(new SQLException("deadlock", "40001")))
                .doCallRealMethod()
                .when(container.repository())
                .flush(any());

        Receipt receipt = service.delete(Caller.user(ann), ann, SOFT);

        assertThat(receipt.pictures()).isEqualTo(3);
        assertThat(container.committed()).hasSize(1);
        assertThat(container.stored(ann).status()).isEqualTo(UserStatus.DELETED);
    }
}
