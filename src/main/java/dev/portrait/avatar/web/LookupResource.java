package dev.portrait.avatar.web;

import dev.portrait.avatar.AvatarWish;
import dev.portrait.avatar.Avatars;
import dev.portrait.config.AvatarLookup;
import dev.portrait.config.Settings;
import dev.portrait.user.AvatarKey;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Returns the avatar for a key, by the protocol of Gravatar and Libravatar (contract §10). */
@Path("")
@ApplicationScoped
@PermitAll
public class LookupResource {

    @Inject
    Avatars avatars;

    @Inject
    AvatarAnswer answers;

    @Inject
    Settings settings;

    // Not UriInfo: with a malformed query, it fails in Open Liberty (seen in 25.0.0.9).
    @Inject
    HttpServletRequest connection;

    @GET
    @Path("{hash}")
    public Response byEmail(@PathParam("hash") String hash) {
        return answer(AvatarLookup.EMAIL, hash);
    }

    @GET
    @Path("username/{username}")
    public Response byUsername(@PathParam("username") String username) {
        return answer(AvatarLookup.USERNAME, username);
    }

    @GET
    @Path("subject/{subject}")
    public Response bySubject(@PathParam("subject") String subject) {
        return answer(AvatarLookup.SUBJECT, subject);
    }

    @GET
    @Path("ext_id/{number}")
    public Response byExtId(@PathParam("number") String number) {
        return answer(AvatarLookup.EXT_ID, number);
    }

    private Response answer(AvatarLookup kind, String text) {
        AvatarWish wish = AvatarParameters.parse(connection.getQueryString())
                .wish(settings.avatars().otherwise());
        return answers.of(avatars.find(AvatarKey.parse(kind, text), wish), wish.side(), true, connection);
    }
}
