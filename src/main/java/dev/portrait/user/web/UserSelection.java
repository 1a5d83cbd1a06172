package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The users that a request asks for: by id, by username, or by the beginning of a name (contract §1).
 *
 * @param ids in the order of the request; an id that is repeated counts at its first place
 * @param username present if there are no ids
 * @param search present if there are neither ids nor a username
 * @param limit the largest number of users that a search finds, 1 to 20
 */
record UserSelection(Set<Long> ids, Optional<String> username, Optional<String> search, int limit) {

    static final int MAX_IDS = 100;
    static final int MAX_FOUND = 20;

    private static final String ID = "id";
    private static final String USERNAME = "username";
    private static final String SEARCH = "search";
    private static final Pattern POSITIVE_INTEGER = Pattern.compile("[1-9][0-9]*");

    UserSelection {
        ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    }

    /**
     * Parses the query parameters {@code id}, which may be repeated and contain several ids, {@code username}, {@code search} and
     * {@code limit}. An empty parameter counts as absent.
     *
     * @throws RequestException {@code blank} if the first three are absent; {@code invalid} if there are two of them, if there are
     *     too many ids, if one is not a positive 64-bit integer, or if the limit is out of its range
     */
    static UserSelection parse(UriInfo uri) {
        List<String> ids = values(uri, ID);
        Optional<String> username = values(uri, USERNAME).stream().findFirst();
        Optional<String> search = values(uri, SEARCH).stream().findFirst();
        if (ids.isEmpty() && username.isEmpty() && search.isEmpty()) {
            throw new RequestException(new FieldError(ID, ErrorCode.BLANK, MAX_IDS));
        }
        refuse(USERNAME, username.isPresent() && !ids.isEmpty());
        refuse(SEARCH, search.isPresent() && (username.isPresent() || !ids.isEmpty()));
        int limit = search.isPresent() ? Page.limit(uri, MAX_FOUND, MAX_FOUND) : MAX_FOUND;
        return new UserSelection(ids(ids), username, search, limit);
    }

    private static void refuse(String parameter, boolean besideAnother) {
        if (besideAnother) {
            throw new RequestException(FieldError.invalid(parameter, Reason.BESIDE_ID));
        }
    }

    private static List<String> values(UriInfo uri, String name) {
        return uri.getQueryParameters().getOrDefault(name, List.of()).stream()
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static Set<Long> ids(List<String> values) {
        Set<Long> ids = values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(UserSelection::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.size() > MAX_IDS) {
            throw new RequestException(FieldError.invalid(ID, Reason.TOO_MANY, MAX_IDS));
        }
        return ids;
    }

    private static Long id(String text) {
        try {
            if (POSITIVE_INTEGER.matcher(text).matches()) {
                return Long.valueOf(text);
            }
        } catch (NumberFormatException moreThan64Bits) {
            // refused below
        }
        throw new RequestException(new FieldError(ID, ErrorCode.INVALID));
    }
}
