package dev.portrait.ops;

import dev.portrait.config.Settings;
import dev.portrait.config.TokenSettings;
import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.platform.body.UploadLeftovers;
import dev.portrait.platform.persistence.Migrations;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Logger;

/** Deletes what an earlier process left, opens audit file and MBean, and logs the report, once the database is ready. Closes them at the end. */
public class Startup implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(Startup.class.getName());

    @Inject
    Migrations migrations;

    @Inject
    StartupReport report;

    @Inject
    TokenSettings tokens;

    @Inject
    Settings settings;

    @Inject
    Administration administration;

    private ManagementBean managed = ManagementBean.NONE;
    private Optional<AuditFile> audit = Optional.empty();

    @Inject
    Clock clock;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        UploadLeftovers.delete(clock.instant());
        audit = AuditFile.open(settings.auditFile());
        LOG.info(report.text(event.getServletContext(), migrations.info()));
        if (tokens.refusesEveryToken()) {
            LOG.warning("No key or no issuer is configured, so every token is refused: set"
                    + " mp.jwt.verify.publickey.location (or mp.jwt.verify.publickey) and mp.jwt.verify.issuer.");
        }
        if (tokens.audiences().isEmpty()) {
            LOG.warning("No audience is configured, so tokens that the issuer made for other programs are accepted: set"
                    + " mp.jwt.verify.audiences.");
        }
        if (settings.visibility().of(ProfileField.REAL_NAME) == VisibilityLevel.PUBLIC) {
            LOG.warning("Anyone can read real names, without a token: set"
                    + " portrait.visibility, for example to *=signed-in, unless that is intended.");
        }
        managed = ManagementBean.register(administration);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        managed.unregister();
        audit.ifPresent(AuditFile::close);
    }
}
