package dev.portrait.avatar.web;

import dev.portrait.error.web.FailureMapper;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Serves avatars to other programs, at a path beside the API (contract §10). */
@ApplicationPath("avatar")
@Dependent
public class AvatarApplication extends Application {

    // Listed, because the WAR has several applications, and none may serve the others' resources.
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(LookupResource.class, LookupErrors.class, FailureMapper.class);
    }

    // Jersey would describe the classes at OPTIONS (WADL).
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
