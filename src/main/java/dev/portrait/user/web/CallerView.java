package dev.portrait.user.web;

import dev.portrait.config.Settings;
import dev.portrait.security.CurrentUser;
import dev.portrait.user.User;
import dev.portrait.user.visibility.View;
import dev.portrait.user.visibility.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds out what the caller of the current request may see of a user. */
@ApplicationScoped
public class CallerView {

    @Inject
    CurrentUser currentUser;

    @Inject
    Settings settings;

    /** Returns what the caller may see. */
    public View of(User user) {
        return View.of(user, settings.visibility(), viewer(user));
    }

    /** Returns what a caller without a token may see. */
    public View ofAnyone(User user) {
        return View.of(user, settings.visibility(), Viewer.ANYONE);
    }

    private Viewer viewer(User user) {
        if (currentUser.is(user.id(), user.subject())) {
            return Viewer.OWNER;
        }
        if (currentUser.isAdministrator()) {
            return Viewer.ADMINISTRATOR;
        }
        return currentUser.isSignedIn() ? Viewer.SIGNED_IN : Viewer.ANYONE;
    }
}
