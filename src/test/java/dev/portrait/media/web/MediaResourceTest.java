package dev.portrait.media.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import dev.portrait.media.MediaStore.StoredMedia;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a store that delivers pictures itself")
class MediaResourceTest {

    private static final MediaName NAME = MediaName.random("jpg");
    private static final URI LINK = URI.create("https://cdn.example/pictures/" + NAME.value());

    private final MediaStore store = mock(MediaStore.class);
    private final MediaResource resource = new MediaResource();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects the store here
    void set_up() {
        resource.store = store;
        when(store.link(any())).thenReturn(Optional.of(LINK));
        when(store.size(any())).thenReturn(OptionalLong.empty());
        when(store.size(NAME)).thenReturn(OptionalLong.of(7));
    }

    @Test
    @DisplayName("GET redirects to the store, for five minutes")
    void get() {
        assertRedirect(resource.get(NAME.value()));
        verify(store, never()).open(any());
    }

    @Test
    @DisplayName("HEAD redirects to the store, for five minutes")
    void head() {
        assertRedirect(resource.head(NAME.value()));
    }

    private static void assertRedirect(Response response) {
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getLocation()).isEqualTo(LINK);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(response.getHeaderString("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(response.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    @DisplayName("an unknown or malformed name is 404, not a redirect")
    void not_found() {
        for (String name : new String[] {MediaName.random("jpg").value(), "picture.jpg"}) {
            assertNotFound(() -> resource.get(name));
            assertNotFound(() -> resource.head(name));
        }
    }

    @Test
    @DisplayName("or without, GET of a range sends it in small blocks, so that it is never in memory as a whole")
    void range_in_blocks() throws IOException {
        byte[] picture = new byte[1_000_000];
        new Random(7).nextBytes(picture);
        when(store.link(any())).thenReturn(Optional.empty());
        when(store.open(NAME)).thenReturn(Optional.of(new StoredMedia(new ByteArrayInputStream(picture), 1_000_000)));
        resource.request = mock(Request.class);
        resource.headers = mock(HttpHeaders.class);
        when(resource.headers.getHeaderString("Range")).thenReturn("bytes=10-999989");
        Blocks blocks = new Blocks();

        Response response = resource.get(NAME.value());
        ((StreamingOutput) response.getEntity()).write(blocks);

        assertThat(response.getStatus()).isEqualTo(206);
        assertThat(blocks.all.toByteArray()).isEqualTo(Arrays.copyOfRange(picture, 10, 999_990));
        assertThat(blocks.largest).isLessThanOrEqualTo(65_536);
    }

    private static final class Blocks extends OutputStream {

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private int largest;

        @Override
        public void write(int value) {
            all.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            all.write(bytes, offset, length);
            largest = Math.max(largest, length);
        }
    }

    private static void assertNotFound(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
