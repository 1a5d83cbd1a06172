package dev.portrait.user.web;

import static dev.portrait.json.SharedProvider.JSON;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/**
 * One page of a list (contract §1).
 *
 * @param limit the largest number of elements, 1 to 100
 * @param offset the number of elements before the page
 */
record Page(int limit, int offset) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";

    /**
     * Parses the query parameters {@code limit} and {@code offset}.
     *
     * @throws RequestException with a field error {@code invalid} for each that is not a number in its range
     */
    static Page parse(UriInfo uri) {
        FieldErrors errors = new FieldErrors();
        Optional<Integer> limit = errors.check(() -> limit(uri, DEFAULT_LIMIT, MAX_LIMIT));
        Optional<Integer> offset = errors.check(() -> number(uri, OFFSET, 0, 0, Integer.MAX_VALUE));
        errors.throwIfAny();
        return new Page(limit.orElseThrow(), offset.orElseThrow());
    }

    /**
     * Parses the query parameter {@code limit}.
     *
     * @throws RequestException with a field error {@code invalid} if it is not a number from 1 to the maximum
     */
    static int limit(UriInfo uri, int defaultValue, int max) {
        return number(uri, LIMIT, defaultValue, 1, max);
    }

    private static int number(UriInfo uri, String name, int defaultValue, int min, int max) {
        String text = uri.getQueryParameters().getFirst(name);
        if (text == null || text.isEmpty()) {
            return defaultValue;
        }
        long number = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
            throw new RequestException(new FieldError(name, ErrorCode.INVALID, min, max));
        }
        return (int) number;
    }

    /**
     * Returns the JSON of the page.
     *
     * @param count the number of elements of the whole list
     */
    JsonObject json(long count, JsonArrayBuilder results, UriInfo uri) {
        return members(count, count > (long) offset + limit, results, uri).build();
    }

    /**
     * As {@link #json}, to add other members.
     *
     * @param more whether there are elements after the page
     */
    JsonObjectBuilder members(long count, boolean more, JsonArrayBuilder results, UriInfo uri) {
        return JSON.createObjectBuilder()
                .add("count", count)
                .add("next", more ? link(uri, offset + limit) : JsonValue.NULL)
                .add("previous", offset > 0 ? link(uri, Math.max(0, offset - limit)) : JsonValue.NULL)
                .add("results", results);
    }

    // Keeps the other query parameters.
    private JsonValue link(UriInfo uri, int start) {
        return JSON.createValue(uri.getRequestUriBuilder()
                .replaceQueryParam(LIMIT, limit)
                .replaceQueryParam(OFFSET, start)
                .build()
                .toString());
    }
}
