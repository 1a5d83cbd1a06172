package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.user.User;
import dev.portrait.user.UserFinder;
import dev.portrait.user.Users;
import dev.portrait.user.visibility.View;
import dev.portrait.user.visibility.Viewer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchFilterTest {

    private static final User ANN = Users.newUser();
    private static final String CURRENT = VersionTag.of(View.complete(ANN)).header();

    private final UserFinder users = mock();
    private final ExpectedVersion expected = new ExpectedVersion();
    private final IfMatchFilter filter = new IfMatchFilter();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void inject() {
        filter.users = users;
        filter.expected = expected;
        when(users.find(7)).thenReturn(Optional.of(ANN));
    }

    private static ContainerRequestContext request(String method, @Nullable String id, @Nullable String ifMatch) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
        if (id != null) {
            parameters.add("id", id);
        }
        if (ifMatch != null) {
            headers.add("If-Match", ifMatch);
        }
        UriInfo uri = mock();
        when(uri.getPathParameters()).thenReturn(parameters);
        ContainerRequestContext request = mock();
        when(request.getMethod()).thenReturn(method);
        when(request.getHeaders()).thenReturn(headers);
        when(request.getUriInfo()).thenReturn(uri);
        return request;
    }

    private void assertRefused(ContainerRequestContext request, ErrorCode code) {
        assertThatThrownBy(() -> filter.filter(request))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(expected.version()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "POST"})
    void passes_the_version_of_the_current_tag_to_the_transaction(String method) {
        filter.filter(request(method, "7", CURRENT));
        assertThat(expected.version()).isEqualTo(OptionalLong.of(ANN.version()));
    }

    @Test
    void refuses_another_tag() {
        assertRefused(request("PUT", "7", "\"other\""), ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void refuses_the_tag_of_the_public_view() {
        String tag =
                VersionTag.of(View.of(ANN, Users.ALL_PUBLIC, Viewer.ANYONE)).header();
        assertRefused(request("PUT", "7", tag), ErrorCode.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "9223372036854775808"})
    void refuses_an_unknown_user(String id) {
        assertRefused(request("PUT", id, CURRENT), ErrorCode.NOT_FOUND);
    }

    @Test
    void ignores_requests_without_the_header_without_an_id_and_without_a_change() {
        filter.filter(request("PUT", "7", null));
        filter.filter(request("PATCH", null, CURRENT));
        filter.filter(request("GET", "7", CURRENT));
        filter.filter(request("DELETE", "7", CURRENT));
        assertThat(expected.version()).isEmpty();
        verifyNoInteractions(users);
    }
}
