package dev.portrait.avatar.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.config.AvatarLookup;
import dev.portrait.config.Settings;
import dev.portrait.contract.ProfileField;
import dev.portrait.security.CurrentUser;
import dev.portrait.user.AvatarKey;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.UserStatus;
import dev.portrait.user.web.CallerView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;

/** Tells callers at which addresses other programs find their avatar (contract §10). */
@Path("user/me/avatar-addresses")
@ApplicationScoped
@RolesAllowed("user")
public class AddressesResource {

    private static final String FROM_API_TO_ROOT = "../../avatar/";
    private static final Pattern NOT_IN_PATH = Pattern.compile("(?s).*[/;%\\\\].*|\\.{1,2}");

    @Inject
    CurrentUser currentUser;

    @EJB
    UserFinder users;

    @Inject
    CallerView views;

    @Inject
    Settings settings;

    @Context
    UriInfo uri;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String get() {
        User user = users.require(currentUser.require().id());
        JsonArrayBuilder addresses = JSON.createArrayBuilder();
        settings.avatars().lookup().stream()
                .flatMap(kind -> AvatarKey.of(user, kind).stream())
                .filter(key -> isInPath(key) && !findsAnother(user, key))
                .forEach(key -> addresses.add(
                        JSON.createObjectBuilder().add("by", key.kind().key()).add("url", address(key))));
        JsonArrayBuilder programs = JSON.createArrayBuilder();
        settings.avatars().programs().forEach(programs::add);
        return JSON.createObjectBuilder()
                .add("public", isPublic(user))
                .add("programs", programs)
                .add("addresses", addresses)
                .build()
                .toString();
    }

    private static boolean isInPath(AvatarKey key) {
        return !NOT_IN_PATH.matcher(key.text()).matches();
    }

    // Several users may have the same e-mail address.
    private boolean findsAnother(User user, AvatarKey key) {
        return users.findShown(key).filter(found -> found.id() != user.id()).isPresent();
    }

    private boolean isPublic(User user) {
        return user.status() == UserStatus.APPROVED && views.ofAnyone(user).shows(ProfileField.AVATAR);
    }

    private String address(AvatarKey key) {
        String folder = key.kind() == AvatarLookup.EMAIL ? "" : key.kind().key() + "/";
        return UriBuilder.fromUri(uri.getBaseUri().resolve(FROM_API_TO_ROOT + folder))
                .path("{key}")
                .build(key.text())
                .toString();
    }
}
