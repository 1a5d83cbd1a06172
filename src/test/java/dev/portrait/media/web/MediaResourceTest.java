package dev.portrait.media.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.media.MediaName;
import dev.portrait.media.MediaStore;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a store that delivers pictures itself")
class MediaResourceTest {

    private static final MediaName NAME = MediaName.random("jpg");
    private static final URI LINK = URI.create("https://cdn.example/pictures/" + NAME.value());

    private final MediaStore store = mock(MediaStore.class);
    private final ResponseBuilder builder = mock(ResponseBuilder.class, RETURNS_SELF);
    private final Response response = mock(Response.class);
    private final MediaResource resource = new MediaResource();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects the store here
    void set_up() {
        // The test class path has no JAX-RS implementation, so Response has nothing to build with.
        RuntimeDelegate delegate = mock(RuntimeDelegate.class);
        when(delegate.createResponseBuilder()).thenReturn(builder);
        when(builder.build()).thenReturn(response);
        RuntimeDelegate.setInstance(delegate);
        resource.store = store;
        when(store.link(any())).thenReturn(Optional.of(LINK));
        when(store.size(any())).thenReturn(OptionalLong.empty());
        when(store.size(NAME)).thenReturn(OptionalLong.of(7));
    }

    @AfterEach
    void remove_delegate() {
        RuntimeDelegate.setInstance(null);
    }

    @Test
    @DisplayName("GET redirects to the store, for five minutes")
    void get() {
        assertThat(resource.get(NAME.value())).isSameAs(response);

        assertRedirect();
        verify(store, never()).open(any());
    }

    @Test
    @DisplayName("HEAD redirects to the store, for five minutes")
    void head() {
        assertThat(resource.head(NAME.value())).isSameAs(response);

        assertRedirect();
    }

    private void assertRedirect() {
        verify(builder).status((StatusType) Response.Status.FOUND);
        verify(builder).location(LINK);
        verify(builder).header("Cache-Control", "public, max-age=300");
        verify(builder).header("Content-Security-Policy", "default-src 'none'; sandbox");
        verify(builder).header("X-Content-Type-Options", "nosniff");
    }

    @Test
    @DisplayName("an unknown or malformed name is 404, not a redirect")
    void not_found() {
        for (String name : new String[] {MediaName.random("jpg").value(), "picture.jpg"}) {
            assertNotFound(() -> resource.get(name));
            assertNotFound(() -> resource.head(name));
        }
    }

    private static void assertNotFound(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
