package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/**
 * Which part of a list is asked for (contract §1).
 *
 * @param limit how many at most, 1 to 100
 * @param offset how many to pass over
 */
record Page(int limit, int offset) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";

    /**
     * The part that the query names.
     *
     * @throws RequestException with a field error {@code invalid} for each number that is none
     */
    static Page of(UriInfo uri) {
        FieldErrors errors = new FieldErrors();
        Optional<Integer> limit = errors.check(() -> number(uri, LIMIT, DEFAULT_LIMIT, 1, MAX_LIMIT));
        Optional<Integer> offset = errors.check(() -> number(uri, OFFSET, 0, 0, Integer.MAX_VALUE));
        errors.throwIfAny();
        return new Page(limit.orElseThrow(), offset.orElseThrow());
    }

    private static int number(UriInfo uri, String name, int otherwise, int min, int max) {
        String text = uri.getQueryParameters().getFirst(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        long number = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
            throw new RequestException(new FieldError(name, ErrorCode.INVALID, min, max));
        }
        return (int) number;
    }

    /**
     * The answer.
     *
     * @param count of the whole list
     */
    JsonObject answer(long count, JsonArrayBuilder results, UriInfo uri) {
        boolean more = count > (long) offset + limit;
        return Json.createObjectBuilder()
                .add("count", count)
                .add("next", more ? link(uri, offset + limit) : JsonValue.NULL)
                .add("previous", offset > 0 ? link(uri, Math.max(0, offset - limit)) : JsonValue.NULL)
                .add("results", results)
                .build();
    }

    // With all else that was asked for.
    private JsonValue link(UriInfo uri, int start) {
        return Json.createValue(uri.getRequestUriBuilder()
                .replaceQueryParam(LIMIT, limit)
                .replaceQueryParam(OFFSET, start)
                .build()
                .toString());
    }
}
