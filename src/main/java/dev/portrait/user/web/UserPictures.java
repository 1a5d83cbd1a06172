package dev.portrait.user.web;

import dev.portrait.media.MediaName;
import dev.portrait.media.MediaReferences;
import dev.portrait.user.UserService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.Set;

/** The pictures that profiles refer to, for the sweeper. */
@ApplicationScoped
public class UserPictures implements MediaReferences {

    @Inject
    UserService users;

    @Override
    @ActivateRequestContext // the sweeper works for no request
    public Set<MediaName> amongst(Set<MediaName> names) {
        return users.referred(names);
    }

    @Override
    @ActivateRequestContext
    public boolean any() {
        return users.anyReferred();
    }
}
