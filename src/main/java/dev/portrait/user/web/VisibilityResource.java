package dev.portrait.user.web;

import dev.portrait.config.Settings;
import dev.portrait.security.CurrentUser;
import dev.portrait.security.OwnerOnly;
import dev.portrait.user.Caller;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.UserService;
import dev.portrait.user.profile.ProfileForm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

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

    private Response change(ProfileForm form) {
        Caller caller = Caller.user(currentUser.require().id());
        return answer(service.changeVisibility(caller, VisibilityForm.check(form, settings.visibility())));
    }

    private Response answer(User user) {
        return Response.ok(VisibilityView.json(user, settings.visibility()).toString())
                .build();
    }
}
