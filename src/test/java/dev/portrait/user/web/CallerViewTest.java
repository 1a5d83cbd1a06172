package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.contract.ProfileField;
import dev.portrait.security.CurrentUser;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import dev.portrait.user.visibility.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallerViewTest {

    private static final User ANN = Users.newUser();

    private final CurrentUser caller = mock();
    private final CallerView view = new CallerView();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        view.currentUser = caller;
        view.settings = mock(Settings.class);
        when(view.settings.visibility()).thenReturn(Users.floors("real_name=signed-in,bio=owner"));
    }

    @Test
    void the_owner_sees_everything() {
        when(caller.is(ANN.id(), ANN.subject())).thenReturn(true);
        assertShows(view.of(ANN), "owner", true, true);
    }

    @Test
    void an_administrator_sees_everything() {
        when(caller.isAdministrator()).thenReturn(true);
        assertShows(view.of(ANN), "owner", true, true);
    }

    @Test
    void another_user_sees_what_is_for_those_who_are_signed_in() {
        when(caller.isSignedIn()).thenReturn(true);
        assertShows(view.of(ANN), "signed-in", true, false);
        assertShows(view.ofAnyone(ANN), "public", false, false);
    }

    @Test
    void an_anonymous_caller_sees_what_is_public() {
        assertShows(view.of(ANN), "public", false, false);
    }

    private static void assertShows(View view, String name, boolean realName, boolean bio) {
        assertThat(view.name()).isEqualTo(name);
        assertThat(view.shows(ProfileField.REAL_NAME)).isEqualTo(realName);
        assertThat(view.shows(ProfileField.BIO)).isEqualTo(bio);
    }
}
