package dev.portrait.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.config.Settings;
import dev.portrait.config.SettingsReader;
import dev.portrait.memory.Budget;
import dev.portrait.telemetry.Metrics;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class BodyGuardTest {

    private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED_TYPE;
    private static final MediaType MULTIPART = new MediaType("multipart", "form-data", Map.of("boundary", "abc"));
    private static final String PART =
            "--abc\r\nContent-Disposition: form-data; name=bio; x=y\r\n\r\ntext\r\n--abc--\r\nepilogue";

    private final ContainerRequestContext request = mock();
    private final BodyGuard guard = new BodyGuard();
    private final ReceivedBody received = new ReceivedBody();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void limit() {
        guard.settings = new Settings(new SettingsReader(key -> Optional.ofNullable(
                Map.of("portrait.request.max-bytes", "2000000", "portrait.picture.max-bytes", "1024")
                        .get(key))));
        guard.memory = new BodyMemory(new Metrics(List.of()));
        guard.received = received;
        when(request.getSecurityContext()).thenReturn(mock());
    }

    @AfterEach
    void release() {
        received.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void a_compressed_body_is_415(String encoding) {
        given(MediaType.APPLICATION_JSON_TYPE, "{}");
        when(request.getHeaderString("Content-Encoding")).thenReturn(encoding);
        assertThat(refusal()).isEqualTo(415);
    }

    @Test
    void identity_is_no_compression() throws IOException {
        given(MediaType.APPLICATION_JSON_TYPE, "{}");
        when(request.getHeaderString("Content-Encoding")).thenReturn("Identity");
        assertThat(guarded()).hasContent("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "x-www-form-urlencoded"})
    void text_whose_content_length_exceeds_the_limit_is_413(String subtype) throws IOException {
        given(new MediaType("application", subtype), "{}");
        when(request.getHeaderString("Content-Length")).thenReturn(Long.toString(textMaxBytes()));
        assertThat(guarded()).hasContent("{}");
        when(request.getHeaderString("Content-Length")).thenReturn(Long.toString(textMaxBytes() + 1));
        assertThat(refusal()).isEqualTo(413);
        when(request.getHeaderString("Content-Length")).thenReturn("9".repeat(18));
        assertThat(refusal()).isEqualTo(413);
    }

    @Test
    void a_multipart_body_whose_content_length_exceeds_the_setting_is_413() {
        given(MULTIPART, PART);
        when(request.getHeaderString("Content-Length")).thenReturn("2000001");
        assertThat(refusal()).isEqualTo(413);
    }

    @Test
    void a_multipart_body_may_exceed_the_limit_of_text() throws IOException {
        given(MULTIPART, PART);
        when(request.getHeaderString("Content-Length")).thenReturn("2000000");
        assertThat(guarded()).isNotNull();
    }

    @Test
    void a_body_without_content_length_fails_when_it_exceeds_the_limit() throws IOException {
        given(MediaType.APPLICATION_JSON_TYPE, "{\"avatar_base64\":\"" + "x".repeat((int) textMaxBytes()));
        assertThatThrownBy(guarded()::readAllBytes).isInstanceOf(GuardedBody.TooLarge.class);
        given(MULTIPART, PART + "x".repeat(2_000_000));
        assertThatThrownBy(guarded()::readAllBytes).isInstanceOf(GuardedBody.TooLarge.class);
    }

    @Test
    void base64_is_moved_out_of_the_body() throws IOException {
        String base64 = "x".repeat(TextAllowance.MAX_BYTES);
        given(MediaType.APPLICATION_JSON_TYPE, "{\"avatar_base64\":\"" + base64 + "\",\"bio\":\"y\"}");
        assertThat(guarded()).hasContent("{\"avatar_base64\":\"\",\"bio\":\"y\"}");
        assertThat(received.base64().orElseThrow()).hasContent(base64);
        received.release();
        given(FORM, "avatar_base64=" + base64 + "&bio=y");
        assertThat(guarded()).hasContent("avatar_base64=&bio=y");
        assertThat(received.base64().orElseThrow()).hasContent(base64);
    }

    @Test
    void a_body_takes_memory_for_its_text_and_gives_it_back() throws IOException {
        Budget budget = guard.memory.budget();
        given(MediaType.APPLICATION_JSON_TYPE, "x".repeat(TextAllowance.FREE_BYTES));
        guarded().readAllBytes();
        assertThat(budget.used()).isZero();
        given(MediaType.APPLICATION_JSON_TYPE, "x".repeat(TextAllowance.MAX_BYTES));
        guarded().readAllBytes();
        assertThat(budget.used()).isGreaterThan(TextAllowance.MAX_BYTES);
        received.release();
        assertThat(budget.used()).isZero();
    }

    @Test
    void a_refused_body_is_read_to_its_end() throws IOException {
        InputStream body = given(MediaType.APPLICATION_JSON_TYPE, "x".repeat(TextAllowance.MAX_BYTES + 200_000));
        assertThatThrownBy(guarded()::readAllBytes).isInstanceOf(GuardedBody.TooLarge.class);
        assertThat(body.available()).isZero();
    }

    @Test
    void a_urlencoded_form_has_a_limited_number_of_fields() throws IOException {
        given(FORM, "a&".repeat(FormText.MAX_FIELDS));
        assertThatThrownBy(guarded()::readAllBytes).hasMessage("too many fields");
        given(MediaType.APPLICATION_JSON_TYPE, "a&".repeat(FormText.MAX_FIELDS));
        assertThat(guarded().readAllBytes()).hasSize(2 * FormText.MAX_FIELDS);
    }

    @Test
    void a_multipart_body_is_normalized_and_marked_until_it_was_read() throws IOException {
        given(MULTIPART, PART);
        assertThat(new String(guarded().readAllBytes(), StandardCharsets.ISO_8859_1))
                .isEqualToNormalizingNewlines("""
                        --abc
                        Content-Disposition: form-data; name="bio"
                        Content-Type: text/plain; charset="UTF-8"

                        text
                        --abc--
                        """);
        verify(request).setProperty(PartsReadFilter.PENDING, true);
    }

    @Test
    void a_multipart_body_without_a_boundary_is_400() {
        given(MediaType.MULTIPART_FORM_DATA_TYPE, PART);
        assertThat(refusal()).isEqualTo(400);
        verify(request, never()).setProperty(any(), any());
    }

    @Test
    void a_request_without_a_body_is_left_alone() {
        given(MediaType.APPLICATION_JSON_TYPE, "");
        when(request.getProperty(EmptyBodyFilter.NONE)).thenReturn(true);
        when(request.getHeaderString("Content-Encoding")).thenReturn("gzip");
        guard.filter(request);
        verify(request, never()).setEntityStream(any());
    }

    private long textMaxBytes() {
        return guard.settings.textMaxBytes();
    }

    private InputStream given(MediaType type, String body) {
        InputStream entity = new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1));
        when(request.getMediaType()).thenReturn(type);
        when(request.getEntityStream()).thenReturn(entity);
        return entity;
    }

    private InputStream guarded() {
        guard.filter(request);
        ArgumentCaptor<InputStream> body = ArgumentCaptor.captor();
        verify(request, atLeastOnce()).setEntityStream(body.capture());
        return body.getValue();
    }

    private int refusal() {
        return catchThrowableOfType(WebApplicationException.class, () -> guard.filter(request))
                .getResponse()
                .getStatus();
    }
}
