package dev.portrait.ops.microprofile;

import dev.portrait.ops.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Reports that the schema is migrated. Does not respond before that. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {

    @Inject
    Health health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("portrait-started")
                .up()
                .withData("schema", health.schemaVersion())
                .build();
    }
}
