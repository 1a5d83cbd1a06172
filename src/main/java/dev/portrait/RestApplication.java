package dev.portrait;

import dev.portrait.error.web.DefectMapper;
import dev.portrait.error.web.FormAnswer;
import dev.portrait.error.web.RequestExceptionMapper;
import dev.portrait.error.web.WebApplicationExceptionMapper;
import dev.portrait.ops.web.HealthResource;
import dev.portrait.platform.BodyGuard;
import dev.portrait.platform.BodyReading;
import dev.portrait.platform.EmptyBody;
import dev.portrait.platform.PartsRead;
import dev.portrait.platform.PublicAddress;
import dev.portrait.platform.UnreadableParts;
import dev.portrait.security.AcceptedTokenFilter;
import dev.portrait.security.AdministratorFilter;
import dev.portrait.security.CrossSiteFormFilter;
import dev.portrait.security.OwnerOnlyFilter;
import dev.portrait.security.OwnerOrAdminFilter;
import dev.portrait.user.web.AccountResource;
import dev.portrait.user.web.AdministrationResource;
import dev.portrait.user.web.AvatarPictureResource;
import dev.portrait.user.web.AvatarResource;
import dev.portrait.user.web.IfMatchFilter;
import dev.portrait.user.web.MethodOverride;
import dev.portrait.user.web.OldCallerResource;
import dev.portrait.user.web.PrivateAnswers;
import dev.portrait.user.web.UserResource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** The API of contract §1; callers are known by MicroProfile JWT tokens. */
@ApplicationPath("api/v2")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({"user", "admin"})
@Dependent // with a proxied scope, or none, Payara's MicroProfile JWT does not find its token
public class RestApplication extends Application {

    // Named one by one: there are two applications in this WAR, and neither must serve the other's resources.
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                UserResource.class,
                OldCallerResource.class,
                PrivateAnswers.class,
                MethodOverride.class,
                AvatarResource.class,
                AccountResource.class,
                AdministrationResource.class,
                AdministratorFilter.class,
                OwnerOrAdminFilter.class,
                AvatarPictureResource.class,
                HealthResource.class,
                AcceptedTokenFilter.class,
                CrossSiteFormFilter.class,
                OwnerOnlyFilter.class,
                IfMatchFilter.class,
                PublicAddress.class,
                FormAnswer.class,
                EmptyBody.class,
                BodyGuard.class,
                BodyReading.class,
                UnreadableParts.class,
                PartsRead.class,
                RequestExceptionMapper.class,
                WebApplicationExceptionMapper.class,
                DefectMapper.class);
    }

    // Jersey would answer OPTIONS, and an address of its own, with a description of our classes (WADL).
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
