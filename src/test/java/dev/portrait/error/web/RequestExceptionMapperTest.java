package dev.portrait.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestExceptionMapperTest {

    private final Logger logger = Logger.getLogger(RequestExceptionMapper.class.getName());
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
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
    void set_up() {
        // The test class path has no JAX-RS implementation, so Response has nothing to build with.
        RuntimeDelegate.setInstance(mock(RuntimeDelegate.class, RETURNS_DEEP_STUBS));
        logger.addHandler(handler);
    }

    @AfterEach
    void remove() {
        logger.removeHandler(handler);
        RuntimeDelegate.setInstance(null);
    }

    @Test
    void logs_why_a_request_is_turned_away() {
        Throwable reason = new IllegalStateException("No access key");

        new RequestExceptionMapper().toResponse(new RequestException(ErrorCode.UNAVAILABLE, reason));

        assertThat(records).singleElement().satisfies(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
            assertThat(logged.getMessage()).endsWith("A request was turned away: unavailable");
            assertThat(logged.getThrown()).isSameAs(reason);
        });
    }

    @Test
    void does_not_log_the_faults_of_clients() {
        new RequestExceptionMapper().toResponse(new RequestException(ErrorCode.NOT_FOUND));

        assertThat(records).isEmpty();
    }
}
