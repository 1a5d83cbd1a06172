package dev.portrait.user.profile;

import dev.portrait.media.MediaName;
import dev.portrait.media.MediaReferences;
import dev.portrait.user.UserFinder;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Set;

/** Tells the sweeper which pictures profiles refer to. */
@ApplicationScoped
public class ProfileMediaReferences implements MediaReferences {

    @EJB
    UserFinder users;

    @Override
    @ActivateRequestContext // the sweeper runs outside requests
    public Set<MediaName> referenced(Set<MediaName> names) {
        return users.referred(names);
    }

    @Override
    @ActivateRequestContext
    public boolean any() {
        return users.anyReferred();
    }
}
