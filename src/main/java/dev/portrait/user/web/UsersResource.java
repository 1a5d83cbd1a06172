package dev.portrait.user.web;

import dev.portrait.config.Settings;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.security.CurrentUser;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.Username;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Reads several profiles in one request, for pages that list people or look for them (contract §1). */
@Path("users")
@ApplicationScoped
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    @EJB
    UserFinder users;

    @Inject
    CurrentUser currentUser;

    @Inject
    UserAnswer answers;

    @Inject
    Settings settings;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    public Response get() {
        currentUser.require();
        UserSelection selection = UserSelection.parse(uri);
        List<User> found = selection
                .search()
                .map(text -> beginning(text, selection.limit()))
                .or(() -> selection.username().map(this::named))
                .orElseGet(() -> users.findAll(selection.ids()));
        return answers.read(found, uri, headers);
    }

    private List<User> beginning(String text, int limit) {
        if (!settings.directory()) {
            throw new RequestException(ErrorCode.NOT_FOUND);
        }
        // Administrators have the list of contract §12; here they are users like others.
        boolean names = settings.visibility().of(ProfileField.REAL_NAME) != VisibilityLevel.OWNER;
        return users.findBeginning(text, names, limit);
    }

    // A text that cannot be a username is that of no user.
    private List<User> named(String text) {
        return new FieldErrors()
                .check(() -> new Username(text)).flatMap(users::findApproved).stream()
                        .toList();
    }
}
