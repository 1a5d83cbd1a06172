package dev.portrait.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.TokenSettings;
import dev.portrait.config.VisibilityFloors;
import dev.portrait.platform.persistence.Migrations;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartupTest {

    private static final Logger LOG = Logger.getLogger(Startup.class.getName());

    private final Startup startup = new Startup();
    private final ServletContextEvent event = new ServletContextEvent(mock(ServletContext.class));
    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.WARNING)) {
                warnings.add(line.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void prepare() {
        startup.migrations = mock(Migrations.class);
        startup.report = mock(StartupReport.class);
        startup.settings = mock(Settings.class);
        startup.administration = mock(Administration.class);
        startup.clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        when(startup.settings.auditFile()).thenReturn(Optional.empty());
        when(startup.settings.visibility())
                .thenReturn(VisibilityFloors.parse("*=signed-in").orElseThrow());
        when(startup.report.text(any(), any())).thenReturn("report");
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stop() {
        startup.contextDestroyed(event);
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void warns_if_no_audience_is_configured() {
        start(Optional.of("key"), Optional.empty());
        assertThat(warnings).singleElement().asString().contains("No audience", "mp.jwt.verify.audiences");
    }

    @Test
    void warns_if_every_token_is_refused() {
        start(Optional.empty(), Optional.of("portrait"));
        assertThat(warnings).singleElement().asString().contains("every token is refused");
    }

    @Test
    void does_not_warn_if_both_are_configured() {
        start(Optional.of("key"), Optional.of("portrait"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void warns_if_real_names_are_public() {
        when(startup.settings.visibility())
                .thenReturn(VisibilityFloors.parse("bio=owner").orElseThrow());
        start(Optional.of("key"), Optional.of("portrait"));
        assertThat(warnings).singleElement().asString().contains("real names", "portrait.visibility");
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private void start(Optional<String> key, Optional<String> audiences) {
        startup.tokens = new TokenSettings(key, Optional.empty(), Optional.empty(), Optional.of("issuer"), audiences);
        startup.contextInitialized(event);
    }
}
