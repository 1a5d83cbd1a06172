package dev.portrait.ops.microprofile;

import dev.portrait.ops.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Reports whether every part that requests need is up. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

    @Inject
    Health health;

    @Override
    public HealthCheckResponse call() {
        List<Health.Part> parts = health.parts();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("portrait-ready")
                .status(parts.stream().allMatch(Health.Part::up));
        parts.forEach(part -> response.withData(part.name(), part.state()));
        return response.build();
    }
}
