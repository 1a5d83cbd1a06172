package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A body that a runtime cannot read")
class UnreadableBodyTest {

    private final Exception tooLarge = new ProcessingException(new IllegalStateException(new GuardedBody.TooLarge()));

    @Nested
    @DisplayName("read by a message body reader")
    class Intercepted {

        private final ReaderInterceptorContext body = mock();

        @Test
        void a_body_that_can_be_read_is_passed_on() throws IOException {
            when(body.proceed()).thenReturn("entity");
            assertThat(new UnreadableBodyInterceptor().aroundReadFrom(body)).isEqualTo("entity");
        }

        @Test
        void any_exception_is_400_and_keeps_its_cause() throws IOException {
            for (Exception thrown :
                    new Exception[] {new IOException(), new NotFoundException(), new ClassCastException()}) {
                doThrow(thrown).when(body).proceed();
                assertThat(refusal().getCause()).isSameAs(thrown);
                assertThat(refusal().getResponse().getStatus()).isEqualTo(400);
            }
        }

        @Test
        void too_large_a_body_is_413_wherever_the_cause_is() throws IOException {
            when(body.proceed()).thenThrow(tooLarge);
            assertThat(refusal().getResponse().getStatus()).isEqualTo(413);
        }

        @Test
        void a_refusal_by_portrait_is_kept_wherever_it_is() throws IOException {
            RequestException throttled = new RequestException(ErrorCode.THROTTLED);
            when(body.proceed()).thenThrow(new ProcessingException(throttled));
            assertThatThrownBy(() -> new UnreadableBodyInterceptor().aroundReadFrom(body))
                    .isSameAs(throttled);
        }

        private WebApplicationException refusal() {
            return catchThrowableOfType(
                    WebApplicationException.class, () -> new UnreadableBodyInterceptor().aroundReadFrom(body));
        }
    }

    @Nested
    @DisplayName("read by RESTEasy's filter for parts")
    class Mapped {

        private final HttpServletRequest request = mock();
        private final Providers providers = mock();
        private final Response defect = mock();
        private final UnreadablePartsMapper mapper = new UnreadablePartsMapper();

        @BeforeEach
        @SuppressWarnings("UnnecessaryAssignment") // no container injects here
        void mappers() {
            mapper.providers = providers;
            mapper.request = request;
            ExceptionMapper<Throwable> failures = thrown -> thrown instanceof WebApplicationException refusal
                    ? Response.status(refusal.getResponse().getStatus()).build()
                    : defect;
            when(providers.getExceptionMapper(Throwable.class)).thenReturn(failures);
        }

        @Test
        void an_exception_before_the_parts_were_read_is_400_or_413() {
            when(request.getAttribute(PartsReadFilter.PENDING)).thenReturn(true);
            assertThat(mapper.toResponse(new IllegalStateException()).getStatus())
                    .isEqualTo(400);
            assertThat(mapper.toResponse(tooLarge).getStatus()).isEqualTo(413);
        }

        @Test
        void a_refusal_before_the_parts_were_read_keeps_its_status() {
            when(request.getAttribute(PartsReadFilter.PENDING)).thenReturn(true);
            assertThat(mapper.toResponse(new NotFoundException()).getStatus()).isEqualTo(404);
        }

        @Test
        void a_later_exception_is_a_defect() {
            assertThat(mapper.toResponse(new IllegalStateException())).isSameAs(defect);
        }

        @Test
        void the_parts_were_read_when_the_filter_after_RESTEasys_runs() {
            ContainerRequestContext context = mock();
            new PartsReadFilter().filter(context);
            verify(context).removeProperty(PartsReadFilter.PENDING);
        }
    }
}
