package dev.portrait;

import dev.portrait.avatar.web.AddressesResource;
import dev.portrait.avatar.web.AvatarPictureResource;
import dev.portrait.error.web.FailureMapper;
import dev.portrait.form.FormAnswer;
import dev.portrait.ops.web.HealthResource;
import dev.portrait.platform.address.PublicAddress;
import dev.portrait.platform.body.BodyGuard;
import dev.portrait.platform.body.EmptyBodyFilter;
import dev.portrait.platform.body.PartsReadFilter;
import dev.portrait.platform.body.UnreadableBodyInterceptor;
import dev.portrait.platform.body.UnreadablePartsMapper;
import dev.portrait.security.AcceptedTokenFilter;
import dev.portrait.security.AdministratorFilter;
import dev.portrait.security.CrossSiteFormFilter;
import dev.portrait.security.OwnerOnlyFilter;
import dev.portrait.security.OwnerOrAdminFilter;
import dev.portrait.security.ReadersOnlyFilter;
import dev.portrait.user.web.AccountResource;
import dev.portrait.user.web.AdministrationResource;
import dev.portrait.user.web.AvatarResource;
import dev.portrait.user.web.IfMatchFilter;
import dev.portrait.user.web.ManagedResource;
import dev.portrait.user.web.MethodOverride;
import dev.portrait.user.web.PrivateAnswers;
import dev.portrait.user.web.UserResource;
import dev.portrait.user.web.UsersResource;
import dev.portrait.user.web.VisibilityResource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** Registers the resources and providers of the API (contract §1). MicroProfile JWT authenticates the callers. */
@ApplicationPath("api/v2")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({"user", "admin"})
@Dependent // with another scope, Payara's MicroProfile JWT does not find the token (seen in 6.2025.10)
public class RestApplication extends Application {

    // Listed, because the WAR has several applications, and none may serve the others' resources.
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                UserResource.class,
                PrivateAnswers.class,
                MethodOverride.class,
                UsersResource.class,
                VisibilityResource.class,
                AvatarResource.class,
                AccountResource.class,
                AdministrationResource.class,
                ManagedResource.class,
                AdministratorFilter.class,
                OwnerOrAdminFilter.class,
                AvatarPictureResource.class,
                AddressesResource.class,
                HealthResource.class,
                AcceptedTokenFilter.class,
                CrossSiteFormFilter.class,
                OwnerOnlyFilter.class,
                ReadersOnlyFilter.class,
                IfMatchFilter.class,
                PublicAddress.class,
                FormAnswer.class,
                EmptyBodyFilter.class,
                BodyGuard.class,
                UnreadableBodyInterceptor.class,
                UnreadablePartsMapper.class,
                PartsReadFilter.class,
                FailureMapper.class);
    }

    // Jersey would describe the classes at OPTIONS and at /application.wadl (WADL).
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
