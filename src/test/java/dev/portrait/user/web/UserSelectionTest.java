package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSelectionTest {

    private static final String LARGEST = "9223372036854775807";

    @ParameterizedTest
    @ValueSource(strings = {"id=3,1,2", "id=3&id=1&id=2", "id=3,1&id=2", "id=&id=3,1,2&username=", "id=3,1,3,2,1&id=3"})
    void has_each_id_once_at_its_first_place(String query) {
        UserSelection selection = UserSelection.parse(request(query));

        assertThat(selection.ids()).containsExactly(3L, 1L, 2L);
        assertThat(selection.username()).isEmpty();
    }

    @Test
    void accepts_the_largest_id() {
        assertThat(UserSelection.parse(request("id=" + LARGEST)).ids()).containsExactly(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=ann", "username=&username=ann&username=bob", "id=&username=ann"})
    void has_the_first_username(String query) {
        UserSelection selection = UserSelection.parse(request(query));

        assertThat(selection.username()).contains("ann");
        assertThat(selection.ids()).isEmpty();
    }

    @Test
    void does_not_split_a_username() {
        assertThat(UserSelection.parse(request("username=ann,bob")).username()).contains("ann,bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1",
                "01",
                "1.0",
                "1e1",
                " 1",
                "1 ",
                "x",
                "\u0661",
                ",",
                "1,",
                ",1",
                "1,,2",
                "1;2",
                "1,x",
                "9223372036854775808",
                "99999999999999999999999"
            })
    void refuses_an_id_that_is_not_a_positive_64_bit_integer(String ids) {
        assertRefused("id=" + ids, new FieldError("id", ErrorCode.INVALID));
        assertRefused("id=7&id=" + ids, new FieldError("id", ErrorCode.INVALID));
    }

    @Test
    void accepts_100_different_ids() {
        String ids = ids(1, 100);

        assertThat(UserSelection.parse(request("id=" + ids + "," + ids)).ids())
                .hasSize(100)
                .startsWith(1L, 2L)
                .endsWith(100L);
        assertRefused("id=" + ids + ",101", FieldError.invalid("id", Reason.TOO_MANY, 100));
        assertRefused("id=" + ids + "&id=101", FieldError.invalid("id", Reason.TOO_MANY, 100));
    }

    private static String ids(int first, int last) {
        return LongStream.rangeClosed(first, last).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=1", "id=", "username=", "id=&username="})
    void refuses_a_request_for_nobody(String query) {
        assertRefused(query, new FieldError("id", ErrorCode.BLANK, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id=1&username=ann", "id=x&username=ann"})
    void refuses_ids_beside_a_username(String query) {
        assertRefused(query, FieldError.invalid("username", Reason.BESIDE_ID));
    }

    private static void assertRefused(String query, FieldError error) {
        UriInfo request = request(query);
        assertThatThrownBy(() -> UserSelection.parse(request))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.fieldErrors()).containsExactly(error));
    }

    private static UriInfo request(String query) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .forEach(parameter -> parameters.add(parameter[0], parameter[1]));
        UriInfo request = mock();
        when(request.getQueryParameters()).thenReturn(parameters);
        return request;
    }
}
