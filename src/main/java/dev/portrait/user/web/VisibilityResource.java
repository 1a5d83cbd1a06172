package dev.portrait.user.web;

import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.Caller;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.UserService;
import dev.portrait.user.profile.ProfileForm;
import dev.portrait.user.visibility.View;
import dev.portrait.user.visibility.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Reads and changes who may see the fields of the caller's own profile (contract §11). */
@Path("user/me/visibility")
@ApplicationScoped
@RolesAllowed("user")
@Produces(MediaType.APPLICATION_JSON)
public class VisibilityResource {

    @Inject
    CurrentUser currentUser;

    @EJB
    UserFinder users;

    // Not @Inject: see Database.
    @EJB
    UserService service;

    @Inject
    Settings settings;

    @GET
    public Response get() {
        return answer(users.require(currentUser.require().id()));
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response patchForm(MultivaluedMap<String, String> fields) {
        return change(ProfileBody.fields(fields).form());
    }

    @PATCH
    @OwnerOnly
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchJson(byte[] json) {
        return change(ProfileBody.json(json).form());
    }

    /** Returns the caller's own profile as anyone sees it; 404 if the site does not show profiles to them. */
    @GET
    @Path("public")
    public Response asAnyone(@Context UriInfo uri) {
        if (settings.visibility().requireSignIn()) {
            throw new RequestException(ErrorCode.NOT_FOUND);
        }
        return as(Viewer.ANYONE, uri);
    }

    /** Returns the caller's own profile as other users see it. */
    @GET
    @Path("signed-in")
    public Response asSignedIn(@Context UriInfo uri) {
        return as(Viewer.SIGNED_IN, uri);
    }

    private Response as(Viewer viewer, UriInfo uri) {
        User user = users.require(currentUser.require().id());
        return Response.ok(UserView.json(View.of(user, settings.visibility(), viewer), uri)
                        .toString())
                .build();
    }

    private Response change(ProfileForm form) {
        Caller caller = Caller.user(currentUser.require().id());
        return answer(service.changeVisibility(caller, VisibilityForm.check(form, settings.visibility())));
    }

    private Response answer(User user) {
        return Response.ok(VisibilityView.json(user, settings.visibility()).toString())
                .build();
    }
}
