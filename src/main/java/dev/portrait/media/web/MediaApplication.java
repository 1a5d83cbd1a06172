package dev.portrait.media.web;

import dev.portrait.error.web.DefectMapper;
import dev.portrait.error.web.RequestExceptionMapper;
import dev.portrait.error.web.WebApplicationExceptionMapper;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Pictures live beside the API, not under it (contract §1). */
@ApplicationPath("media")
@Dependent
public class MediaApplication extends Application {

    // Named one by one: there are two applications in this WAR, and neither must serve the other's resources.
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MediaResource.class,
                RequestExceptionMapper.class,
                WebApplicationExceptionMapper.class,
                DefectMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
