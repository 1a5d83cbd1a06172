package dev.portrait.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentUserTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final Accounts accounts = mock();
    private @Nullable Principal principal;

    private CurrentUser caller(String identityClaim) {
        CurrentUser caller = unknown(identityClaim);
        caller.identify(principal, null);
        return caller;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private CurrentUser unknown(String identityClaim) {
        CurrentUser caller = new CurrentUser();
        caller.accounts = accounts;
        caller.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Map<String, String> settings = Map.of("portrait.identity.claim", identityClaim);
        caller.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(settings.get(key))));
        return caller;
    }

    private void send(Set<String> roles, Map<String, Object> claims) {
        JsonWebToken token = mock();
        when(token.getGroups()).thenReturn(roles);
        claims.forEach((name, value) -> when(token.getClaim(name)).thenReturn(value));
        principal = token;
    }

    private static void assertRefused(Runnable check, ErrorCode code) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Nested
    class TheAccount {

        @Test
        void is_that_of_the_claim_user_id_and_is_looked_up_once() {
            send(Set.of("user"), Map.of("user_id", 7L, "sub", "ann"));
            when(accounts.byId(7)).thenReturn(Optional.of(new Account(7, Standing.APPROVED)));
            CurrentUser caller = caller("user_id");

            assertThat(caller.require().id()).isEqualTo(7);
            assertThat(caller.require().id()).isEqualTo(7);

            verify(accounts, times(1)).byId(7);
        }

        @Test
        void is_that_of_the_subject_if_configured() {
            send(Set.of("user"), Map.of("user_id", 7L, "sub", "ann"));
            when(accounts.bySubject(eq("ann"), any(), any()))
                    .thenReturn(Optional.of(new Account(8, Standing.APPROVED)));
            assertThat(caller("sub").require().id()).isEqualTo(8);
        }

        @Test
        void is_missing_if_the_token_has_no_user() {
            send(Set.of("user"), Map.of("sub", "ann"));
            assertRefused(() -> caller("user_id").require(), ErrorCode.AUTHENTICATION_FAILED);
        }
    }

    @Nested
    class TheOwner {

        @Test
        void is_the_user_of_the_configured_claim() {
            send(Set.of("user"), Map.of("user_id", 7L, "sub", "ann"));
            assertThat(caller("user_id").is(7, Optional.of("other"))).isTrue();
            assertThat(caller("user_id").is(8, Optional.of("ann"))).isFalse();
            assertThat(caller("sub").is(8, Optional.of("ann"))).isTrue();
            assertThat(caller("sub").is(7, Optional.of("bob"))).isFalse();
            assertThat(caller("sub").is(7, Optional.empty())).isFalse();
        }

        @Test
        @SuppressWarnings("NullAway") // some servers return null for a claim of a wrong type
        void has_no_role_if_the_claim_has_a_wrong_type() {
            send(Set.of("user"), Map.of("user_id", 7L));
            when(((JsonWebToken) principal).getGroups()).thenReturn(null);
            assertThat(caller("user_id").is(7, Optional.empty())).isFalse();
        }

        @Test
        void needs_a_token_and_the_role() {
            assertThat(caller("user_id").is(7, Optional.empty())).isFalse();
            send(Set.of("admin"), Map.of("user_id", 7L));
            assertThat(caller("user_id").is(7, Optional.empty())).isFalse();
            assertThat(caller("user_id").isSignedIn()).isFalse();
        }
    }

    @Nested
    class WhoeverIsSignedIn {

        @ParameterizedTest
        @CsvSource({", false", "APPROVED, true", "BLOCKED, true", "DELETED, false"})
        void has_the_role_and_a_profile(@Nullable Standing standing, boolean signedIn) {
            send(Set.of("user"), Map.of("user_id", 7L));
            when(accounts.known(7)).thenReturn(account(standing));
            assertThat(caller("user_id").isSignedIn()).isEqualTo(signedIn);
        }

        private Optional<Account> account(@Nullable Standing standing) {
            return Optional.ofNullable(standing).map(known -> new Account(7, known));
        }

        @ParameterizedTest
        @CsvSource({", true", "APPROVED, true", "BLOCKED, true", "DELETED, false"})
        void may_be_somebody_new_if_subjects_identify_callers(@Nullable Standing standing, boolean signedIn) {
            send(Set.of("user"), Map.of("sub", "ann"));
            when(accounts.known("ann")).thenReturn(account(standing));
            assertThat(caller("sub").isSignedIn()).isEqualTo(signedIn);
        }

        @Test
        void is_not_looked_up_again() {
            send(Set.of("user"), Map.of("user_id", 7L));
            when(accounts.byId(7)).thenReturn(Optional.of(new Account(7, Standing.BLOCKED)));
            CurrentUser caller = caller("user_id");
            caller.require();

            assertThat(caller.isSignedIn()).isTrue();

            verify(accounts, never()).known(7);
        }

        @Test
        void passes_the_check_as_administrators_do() {
            when(accounts.known(7)).thenReturn(account(Standing.BLOCKED));
            send(Set.of("user"), Map.of("user_id", 7L));
            assertThatCode(() -> caller("user_id").requireSignedIn()).doesNotThrowAnyException();

            send(Set.of("admin"), Map.of("sub", "olga"));
            when(accounts.known("olga")).thenReturn(Optional.empty());
            assertThatCode(() -> caller("sub").requireSignedIn()).doesNotThrowAnyException();
        }

        @Test
        void is_nobody_without_a_token_without_a_profile_or_without_a_role() {
            assertRefused(() -> caller("user_id").requireSignedIn(), ErrorCode.NOT_AUTHENTICATED);
            send(Set.of(), Map.of("user_id", 7L));
            assertRefused(() -> caller("user_id").requireSignedIn(), ErrorCode.PERMISSION_DENIED);
            send(Set.of("user"), Map.of("user_id", 7L));
            when(accounts.known(7)).thenReturn(account(Standing.DELETED));
            assertRefused(() -> caller("user_id").requireSignedIn(), ErrorCode.AUTHENTICATION_FAILED);
            send(Set.of("admin"), Map.of("user_id", 7L));
            assertRefused(() -> caller("user_id").requireSignedIn(), ErrorCode.PERMISSION_DENIED);
        }
    }

    @Nested
    class AnAdministrator {

        @ParameterizedTest
        @CsvSource({"APPROVED, true", "BLOCKED, false", "DELETED, false"})
        void has_the_role_and_good_standing(Standing standing, boolean administrator) {
            send(Set.of("admin"), Map.of("user_id", 7L));
            when(accounts.known(7)).thenReturn(Optional.of(new Account(7, standing)));
            assertThat(caller("user_id").isAdministrator()).isEqualTo(administrator);
        }

        @Test
        void is_looked_up_once_for_a_list() {
            send(Set.of("admin"), Map.of("user_id", 7L));
            when(accounts.known(7)).thenReturn(Optional.of(new Account(7, Standing.APPROVED)));
            CurrentUser caller = caller("user_id");

            assertThat(caller.isAdministrator()).isTrue();
            assertThat(caller.isAdministrator()).isTrue();

            verify(accounts, times(1)).known(7);
        }

        @Test
        void needs_the_role() {
            send(Set.of("user"), Map.of("user_id", 7L));
            assertThat(caller("user_id").isAdministrator()).isFalse();
        }

        @Test
        void is_refused_with_a_blocked_or_deleted_profile() {
            send(Set.of("admin"), Map.of("sub", "olga"));
            when(accounts.known("olga")).thenReturn(Optional.of(new Account(9, Standing.BLOCKED)));
            assertRefused(() -> caller("sub").requireGoodStanding(), ErrorCode.PERMISSION_DENIED);
            when(accounts.known("olga")).thenReturn(Optional.of(new Account(9, Standing.DELETED)));
            assertRefused(() -> caller("sub").requireGoodStanding(), ErrorCode.AUTHENTICATION_FAILED);
            when(accounts.known("olga")).thenReturn(Optional.empty());
            assertThatCode(() -> caller("sub").requireGoodStanding()).doesNotThrowAnyException();
        }
    }

    @Nested
    class APrincipal {

        @Test
        void without_a_token_has_no_rights() {
            principal = () -> "ann";
            CurrentUser caller = caller("sub");
            assertThat(caller.isSignedIn()).isFalse();
            assertThat(caller.isAdministrator()).isFalse();
            assertThat(caller.is(7, Optional.of("ann"))).isFalse();
            assertRefused(caller::require, ErrorCode.AUTHENTICATION_FAILED);
        }

        @Test
        void whose_token_is_refused_has_no_rights() {
            send(Set.of("user", "admin"), Map.of("user_id", 7L, "typ", "ID"));
            CurrentUser caller = unknown("user_id");
            assertRefused(() -> caller.identify(principal, "Bearer x"), ErrorCode.AUTHENTICATION_FAILED);
            assertThat(caller.isSignedIn()).isFalse();
            assertThat(caller.isAdministrator()).isFalse();
        }

        @Test
        void is_anonymous_until_it_is_identified() {
            send(Set.of("user", "admin"), Map.of("user_id", 7L));
            assertThat(unknown("user_id").isSignedIn()).isFalse();
            assertThat(unknown("user_id").is(7, Optional.empty())).isFalse();
        }
    }

    @Test
    void has_the_id_of_an_administrators_profile() {
        send(Set.of("admin"), Map.of("sub", "ann"));
        when(accounts.known("ann")).thenReturn(Optional.of(new Account(9, Standing.APPROVED)));
        CurrentUser caller = caller("sub");
        assertThat(caller.isAdministrator()).isTrue();
        assertThat(caller.id()).contains(9L);
    }

    @Test
    void an_administrator_without_a_profile_has_a_subject_and_stays_an_administrator() {
        send(Set.of("admin"), Map.of("sub", "ann"));
        when(accounts.known("ann")).thenReturn(Optional.empty());
        CurrentUser caller = caller("sub");
        assertThat(caller.isAdministrator()).isTrue();
        assertThat(caller.id()).isEmpty();
        assertThat(caller.subject()).contains("ann");
    }

    @Test
    void has_an_id_once_the_profile_was_looked_up() {
        assertThat(caller("sub").subject()).isEmpty();
        send(Set.of("user"), Map.of("user_id", 7L, "sub", "ann"));
        when(accounts.byId(7)).thenReturn(Optional.of(new Account(7, Standing.APPROVED)));
        CurrentUser caller = caller("user_id");
        assertThat(caller.id()).isEmpty();
        caller.require();
        assertThat(caller.id()).contains(7L);
    }
}
