package dev.portrait.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.VisibilityFloors;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OwnerOnly, OwnerOrAdmin, AdministratorOnly and ReadersOnly. */
class AccessFiltersTest {

    private static final long ANN = 7;
    private static final long BOB = 8;

    private final CurrentUser caller = mock();
    private final Accounts accounts = mock();
    private final Event<AccessDenied> denials = mock();
    private final OwnerOnlyFilter ownerOnly = new OwnerOnlyFilter();
    private final AdministratorFilter administratorOnly = new AdministratorFilter();
    private final OwnerOrAdminFilter ownerOrAdmin = new OwnerOrAdminFilter();
    private final ReadersOnlyFilter readersOnly = new ReadersOnlyFilter();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        ownerOnly.currentUser = caller;
        ownerOnly.accounts = accounts;
        ownerOnly.denials = denials;
        administratorOnly.currentUser = caller;
        readersOnly.currentUser = caller;
        readersOnly.settings = mock(Settings.class);
        ownerOrAdmin.ownerOnly = ownerOnly;
        ownerOrAdmin.administrator = administratorOnly;
        when(caller.require()).thenReturn(new Account(ANN, Standing.APPROVED));
        when(accounts.byId(BOB)).thenReturn(Optional.of(new Account(BOB, Standing.APPROVED)));
    }

    private static ContainerRequestContext request(@Nullable String id, boolean administrator) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        if (id != null) {
            parameters.add("id", id);
        }
        UriInfo uri = mock();
        when(uri.getPathParameters()).thenReturn(parameters);
        SecurityContext security = mock();
        when(security.isUserInRole("admin")).thenReturn(administrator);
        ContainerRequestContext request = mock();
        when(request.getUriInfo()).thenReturn(uri);
        when(request.getSecurityContext()).thenReturn(security);
        return request;
    }

    private static ContainerRequestContext to(@Nullable String id) {
        return request(id, false);
    }

    private static void assertRefused(Runnable check, ErrorCode code) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void the_owner_passes_with_the_own_id_and_without_an_id() {
        ownerOnly.filter(to("7"));
        ownerOnly.filter(to(null));
        verify(denials, never()).fire(any());
    }

    @Test
    void another_user_is_denied_and_the_denial_is_reported() {
        assertRefused(() -> ownerOnly.filter(to("8")), ErrorCode.PERMISSION_DENIED);
        verify(denials).fire(new AccessDenied(ANN, BOB));
    }

    @Test
    void an_unknown_target_is_not_found() {
        assertRefused(() -> ownerOnly.filter(to("9")), ErrorCode.NOT_FOUND);
        assertRefused(() -> ownerOnly.filter(to("9223372036854775808")), ErrorCode.NOT_FOUND);
        verify(denials, never()).fire(any());
    }

    @Test
    void a_blocked_owner_is_denied() {
        when(caller.require()).thenReturn(new Account(ANN, Standing.BLOCKED));
        assertRefused(() -> ownerOnly.filter(to("7")), ErrorCode.PERMISSION_DENIED);
        verify(denials).fire(new AccessDenied(ANN, ANN));
    }

    @Test
    void a_token_without_a_profile_is_refused_before_the_target_is_looked_up() {
        doThrow(new RequestException(ErrorCode.AUTHENTICATION_FAILED))
                .when(caller)
                .require();
        assertRefused(() -> ownerOnly.filter(to("9")), ErrorCode.AUTHENTICATION_FAILED);
        verify(accounts, never()).byId(9);
    }

    @Test
    void an_administrator_passes_for_every_user_and_needs_no_profile() {
        doThrow(new RequestException(ErrorCode.AUTHENTICATION_FAILED))
                .when(caller)
                .require();
        ownerOrAdmin.filter(request("8", true));
        verify(caller).requireGoodStanding();
    }

    @Test
    void without_the_role_admin_ownership_decides() {
        ownerOrAdmin.filter(to("7"));
        assertRefused(() -> ownerOrAdmin.filter(to("8")), ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void anybody_reads_where_profiles_are_public() {
        when(readersOnly.settings.visibility()).thenReturn(floors("*=owner"));
        readersOnly.filter(to("7"));
        verify(caller, never()).requireSignedIn();
    }

    @Test
    void only_callers_who_are_signed_in_read_where_profiles_are_not_public() {
        when(readersOnly.settings.visibility()).thenReturn(floors("profile=signed-in"));
        doThrow(new RequestException(ErrorCode.NOT_AUTHENTICATED)).when(caller).requireSignedIn();
        assertRefused(() -> readersOnly.filter(to("9")), ErrorCode.NOT_AUTHENTICATED);
        verifyNoInteractions(accounts);
    }

    private static VisibilityFloors floors(String setting) {
        return VisibilityFloors.parse(setting).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"PERMISSION_DENIED", "AUTHENTICATION_FAILED"})
    void an_administrator_in_bad_standing_is_refused(ErrorCode code) {
        doThrow(new RequestException(code)).when(caller).requireGoodStanding();
        assertRefused(() -> administratorOnly.filter(request(null, true)), code);
        assertRefused(() -> ownerOrAdmin.filter(request("8", true)), code);
    }
}
