package dev.portrait.benchmark.speed;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** The least that a server can do for a request with a token: nobody can be faster on it than this. */
@ApplicationPath("/")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles("user")
public class BareApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(BareResource.class);
    }
}
