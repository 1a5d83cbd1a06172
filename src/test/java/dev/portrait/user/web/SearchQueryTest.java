package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Gender;
import dev.portrait.user.UserOrder;
import dev.portrait.user.UserSearch;
import dev.portrait.user.UserStatus;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchQueryTest {

    private static UserSearch parse(Map<String, String> parameters) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        parameters.forEach(query::putSingle);
        UriInfo uri = mock();
        when(uri.getQueryParameters()).thenReturn(query);
        return SearchQuery.parse(uri);
    }

    @Test
    void reads_every_filter() {
        UserSearch search = parse(Map.of(
                "id", "7",
                "search", "an",
                "email", "ann@example.org",
                "subject", "s",
                "ext_id", "-7",
                "status", "d",
                "gender", "Female",
                "real_name", "Ann",
                "ordering", "avatar_date",
                "limit", "3"));

        assertThat(search.id()).contains(7L);
        assertThat(search.prefix()).contains("an");
        assertThat(search.email()).contains("ann@example.org");
        assertThat(search.subject()).contains("s");
        assertThat(search.extId()).contains(-7L);
        assertThat(search.status()).contains(UserStatus.DELETED);
        assertThat(search.gender()).contains(Gender.FEMALE);
        assertThat(search.texts()).isEqualTo(Map.of(ProfileField.REAL_NAME, "Ann"));
        assertThat(search.order()).isEqualTo(UserOrder.AVATAR_DATE);
        assertThat(search.limit()).isEqualTo(3);
    }

    @Test
    void ignores_empty_and_unknown_parameters() {
        UserSearch search = parse(Map.of("search", "", "status", "", "ext_id", "", "bio", "x"));

        assertThat(search).isEqualTo(parse(Map.of()));
        assertThat(search.order()).isEqualTo(UserOrder.ID);
    }

    @Test
    void finds_nobody_by_a_part_of_a_whole_value() {
        String tooLong = "x".repeat(300);
        UserSearch search = parse(Map.of("subject", tooLong, "username", tooLong, "search", tooLong));

        assertThat(search.subject()).contains(tooLong);
        assertThat(search.username()).contains(tooLong);
        assertThat(search.prefix()).contains("x".repeat(255));
    }

    @Test
    void reports_all_invalid_values_together() {
        assertThatThrownBy(
                        () -> parse(Map.of("id", "x", "status", "u", "gender", "x", "ext_id", "1.5", "ordering", "x")))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.fieldErrors())
                                .containsExactlyInAnyOrder(
                                        new FieldError("status", ErrorCode.INVALID_CHOICE),
                                        new FieldError("gender", ErrorCode.INVALID_CHOICE),
                                        FieldError.invalid("id", Reason.NOT_INTEGER),
                                        FieldError.invalid("ext_id", Reason.NOT_INTEGER),
                                        new FieldError("ordering", ErrorCode.INVALID_CHOICE)));
    }
}
