package dev.portrait.ops;

import dev.portrait.config.EffectiveSettings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaSweeper;
import dev.portrait.security.TokenKeys;
import dev.portrait.telemetry.Metrics;
import dev.portrait.user.UserService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Implements the MBean. Activates a request context, because JMX clients have no request. */
@ApplicationScoped
@ActivateRequestContext
public class Administration implements PortraitMXBean {

    @Inject
    EffectiveSettings settings;

    @Inject
    TokenKeys keys;

    @Inject
    Metrics metrics;

    @Inject
    Health health;

    @Inject
    MediaSweeper sweeper;

    @Inject
    UserService users;

    @Override
    public String getVersion() {
        return Version.current();
    }

    @Override
    public Map<String, String> getConfiguration() {
        return settings.values();
    }

    @Override
    public Map<String, String> getHealth() {
        Map<String, String> parts = new LinkedHashMap<>();
        health.parts().forEach(part -> parts.put(part.name(), part.state()));
        return parts;
    }

    @Override
    public Map<String, Double> getMetrics() {
        return metrics.snapshot();
    }

    @Override
    public int sweepMediaNow() {
        return sweeper.sweep();
    }

    @Override
    public void blockUser(long id) {
        setBlocked(id, true);
    }

    @Override
    public void unblockUser(long id) {
        setBlocked(id, false);
    }

    @Override
    public void deleteAvatars(long id) {
        requireUser(id, () -> users.removeAvatars(id));
    }

    @Override
    public String reloadKeys() {
        return keys.reload();
    }

    private void setBlocked(long id, boolean blocked) {
        requireUser(id, () -> users.setBlocked(id, blocked, OptionalLong.empty()));
    }

    private static void requireUser(long id, Runnable change) {
        try {
            change.run();
        } catch (RequestException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                throw new IllegalArgumentException("There is no user " + id + ".", e);
            }
            throw e;
        }
    }
}
