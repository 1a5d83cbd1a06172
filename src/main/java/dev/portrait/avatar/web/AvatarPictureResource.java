package dev.portrait.avatar.web;

import dev.portrait.avatar.AvatarWish;
import dev.portrait.avatar.Avatars;
import dev.portrait.avatar.Initials;
import dev.portrait.config.DefaultAvatar;
import dev.portrait.config.Settings;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.ProfilePath;
import dev.portrait.security.ReadersOnly;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.visibility.View;
import dev.portrait.user.web.CallerView;
import dev.portrait.user.web.MediaLinks;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Returns the picture of a user, as far as the caller may see it, for an {@code <img>} that knows only the id (contract §1). */
@Path("avatar/" + ProfilePath.ID)
@ApplicationScoped
@PermitAll
public class AvatarPictureResource {

    @EJB
    UserFinder users;

    @Inject
    CallerView callerView;

    @Inject
    Avatars avatars;

    @Inject
    AvatarAnswer squares;

    @Inject
    Settings settings;

    @Context
    UriInfo uri;

    @Inject
    HttpServletRequest connection;

    @GET
    @ReadersOnly
    public Response get(@PathParam("id") long id) {
        User user = users.require(id);
        View view = callerView.of(user);
        AvatarParameters parameters = AvatarParameters.parse(connection.getQueryString());
        View anyone = callerView.ofAnyone(user);
        return parameters.any()
                ? square(view, anyone, parameters.wish(settings.avatars().otherwise()))
                : whole(view, anyone);
    }

    private Response whole(View view, View anyone) {
        String avatar = view.text(ProfileField.AVATAR);
        Response.ResponseBuilder answer = avatar.isEmpty()
                ? Response.ok(Initials.of(view).svg(), "image/svg+xml;charset=UTF-8")
                : Response.status(Response.Status.FOUND).location(URI.create(MediaLinks.link(avatar, uri)));
        if (isSameForAll(anyone)) {
            answer.header(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        }
        return answer.build();
    }

    private Response square(View view, View anyone, AvatarWish wish) {
        // By the levels, not by the values. Even with an avatar, the answer may be the initials of a name that not
        // everybody sees.
        boolean sameForAll = anyone.shows(ProfileField.AVATAR)
                && (anyone.shows(ProfileField.REAL_NAME)
                        || wish.otherwise()
                                .filter(DefaultAvatar.INITIALS::equals)
                                .isEmpty());
        return squares.of(avatars.of(view, wish), wish.side(), sameForAll, connection);
    }

    // Otherwise the answer is private (PrivateAnswers). Not by the values: the header must not distinguish a hidden
    // avatar from none.
    private static boolean isSameForAll(View anyone) {
        return anyone.shows(ProfileField.AVATAR)
                && (anyone.shows(ProfileField.REAL_NAME)
                        || !anyone.text(ProfileField.AVATAR).isEmpty());
    }
}
