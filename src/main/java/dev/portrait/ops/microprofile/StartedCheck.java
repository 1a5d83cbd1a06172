package dev.portrait.ops.microprofile;

import dev.portrait.ops.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** The schema is up to date: until it is, nobody answers this. */
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
