package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final String LIST = "https://example.org/api/v2/user/";

    @Test
    void starts_at_0_and_has_20_entries_by_default() {
        assertThat(Page.parse(request(Map.of()))).isEqualTo(new Page(20, 0));
        assertThat(Page.parse(request(Map.of("limit", "", "offset", "")))).isEqualTo(new Page(20, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "100, 1", "007, 2147483647"})
    void reads_limit_and_offset_from_the_query(String limit, String offset) {
        assertThat(Page.parse(request(Map.of("limit", limit, "offset", offset))))
                .isEqualTo(new Page(Integer.parseInt(limit), Integer.parseInt(offset)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "+1", "1.0", "1e1", " 1", "x", "0x10", "\u0661", "99999999999999999999"})
    void refuses_a_limit_that_is_not_a_number_from_1_to_100(String limit) {
        assertRefused(Map.of("limit", limit), new FieldError("limit", ErrorCode.INVALID, 1, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2147483648", "9999999999", "99999999999999999999", "x", "1,5"})
    void refuses_an_offset_that_is_not_a_number_from_0_to_2147483647(String offset) {
        assertRefused(Map.of("offset", offset), new FieldError("offset", ErrorCode.INVALID, 0, Integer.MAX_VALUE));
    }

    @Test
    void reports_both_problems_together() {
        assertRefused(
                Map.of("limit", "x", "offset", "x"),
                new FieldError("limit", ErrorCode.INVALID, 1, 100),
                new FieldError("offset", ErrorCode.INVALID, 0, Integer.MAX_VALUE));
    }

    private static void assertRefused(Map<String, String> query, FieldError... errors) {
        UriInfo request = request(query);
        assertThatThrownBy(() -> Page.parse(request))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.fieldErrors()).containsExactly(errors));
    }

    @Test
    void has_the_count_and_the_results() {
        JsonObject answer =
                new Page(20, 0).json(2, Json.createArrayBuilder().add("first").add("second"), request(Map.of()));

        assertThat(answer.getInt("count")).isEqualTo(2);
        assertThat(answer.getJsonArray("results")).hasToString("[\"first\",\"second\"]");
        assertThat(answer.keySet()).containsExactly("count", "next", "previous", "results");
    }

    @ParameterizedTest
    @CsvSource({"20, 0, 0", "20, 0, 1", "20, 0, 20", "1, 0, 1", "20, 0, -1"})
    void has_no_links_if_it_contains_the_whole_list(int limit, int offset, long count) {
        JsonObject answer = answer(new Page(limit, offset), count, Map.of());
        assertThat(answer.get("next")).isEqualTo(JsonValue.NULL);
        assertThat(answer.get("previous")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void links_from_the_first_page_to_the_next() {
        JsonObject answer = answer(new Page(20, 0), 21, Map.of());
        assertThat(answer.getString("next")).isEqualTo(LIST + "?limit=20&offset=20");
        assertThat(answer.get("previous")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void links_to_the_next_page_beyond_the_limit_of_the_count() {
        JsonObject answer = new Page(20, 100_000)
                .members(100_000, true, Json.createArrayBuilder(), request(Map.of()))
                .build();
        assertThat(answer.getString("next")).isEqualTo(LIST + "?limit=20&offset=100020");
    }

    @Test
    void links_from_the_middle_to_the_next_and_the_previous_page() {
        JsonObject answer = answer(new Page(10, 30), 41, Map.of());
        assertThat(answer.getString("next")).isEqualTo(LIST + "?limit=10&offset=40");
        assertThat(answer.getString("previous")).isEqualTo(LIST + "?limit=10&offset=20");
    }

    @Test
    void links_from_the_last_page_to_the_previous() {
        JsonObject answer = answer(new Page(10, 30), 40, Map.of());
        assertThat(answer.get("next")).isEqualTo(JsonValue.NULL);
        assertThat(answer.getString("previous")).isEqualTo(LIST + "?limit=10&offset=20");
    }

    @Test
    void never_links_to_a_negative_offset() {
        assertThat(answer(new Page(20, 5), 3, Map.of()).getString("previous")).isEqualTo(LIST + "?limit=20&offset=0");
    }

    @Test
    void does_not_link_beyond_the_largest_offset() {
        JsonObject answer = answer(new Page(100, Integer.MAX_VALUE), 1, Map.of());
        assertThat(answer.get("next")).isEqualTo(JsonValue.NULL);
        assertThat(answer.getString("previous")).isEqualTo(LIST + "?limit=100&offset=2147483547");
    }

    @Test
    void keeps_the_other_query_parameters() {
        JsonObject answer = answer(new Page(20, 0), 21, Map.of("search", "an"));
        assertThat(answer.getString("next")).isEqualTo(LIST + "?search=an&limit=20&offset=20");
    }

    private static JsonObject answer(Page page, long count, Map<String, String> query) {
        return page.json(count, Json.createArrayBuilder(), request(query));
    }

    private static UriInfo request(Map<String, String> query) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>(query);
        UriInfo request = mock();
        when(request.getQueryParameters()).thenReturn(parameters);
        when(request.getRequestUriBuilder()).thenAnswer(call -> builder(query));
        return request;
    }

    /** A builder that has only the methods that {@link Page} calls. */
    private static UriBuilder builder(Map<String, String> query) {
        Map<String, Object> parameters = new LinkedHashMap<>(query);
        return mock(UriBuilder.class, call -> switch (call.getMethod().getName()) {
            case "replaceQueryParam" -> {
                parameters.put(call.getArgument(0), call.getArgument(1));
                yield call.getMock();
            }
            case "build" ->
                URI.create(LIST + "?"
                        + parameters.entrySet().stream()
                                .map(Map.Entry::toString)
                                .collect(Collectors.joining("&")));
            default -> throw new UnsupportedOperationException(call.getMethod().getName());
        });
    }
}
