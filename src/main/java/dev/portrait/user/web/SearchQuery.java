package dev.portrait.user.web;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import dev.portrait.user.Gender;
import dev.portrait.user.UserOrder;
import dev.portrait.user.UserSearch;
import dev.portrait.user.UserStatus;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the query parameters of the administrators' list (contract §12). Empty and unknown parameters are ignored. */
final class SearchQuery {

    private static final int MAX_LENGTH = 255; // no name or address is longer
    private static final String ID = "id";
    private static final String ORDERING = "ordering";
    private static final String STATUS = "status";
    private static final Set<UserStatus> STATUSES = Set.of(UserStatus.APPROVED, UserStatus.BLOCKED, UserStatus.DELETED);
    private static final List<ProfileField> TEXTS =
            List.of(ProfileField.REAL_NAME, ProfileField.LOCATION, ProfileField.DESCRIPTION);

    private final UriInfo uri;

    private SearchQuery(UriInfo uri) {
        this.uri = uri;
    }

    /**
     * Returns the search that the parameters ask for.
     *
     * @throws RequestException with a field error for each parameter that has a value it cannot have
     */
    static UserSearch parse(UriInfo uri) {
        SearchQuery query = new SearchQuery(uri);
        FieldErrors errors = new FieldErrors();
        Optional<Page> page = errors.check(() -> Page.parse(uri));
        Optional<UserOrder> order = errors.check(query::order);
        Optional<UserStatus> status = query.text(STATUS).flatMap(text -> errors.check(() -> status(text)));
        Optional<Gender> gender =
                query.text(ProfileField.GENDER.key()).flatMap(text -> errors.check(() -> Gender.parse(text)));
        Optional<Long> id = query.integer(ID, errors);
        Optional<Long> extId = query.integer(ProfileField.EXT_ID.key(), errors);
        errors.throwIfAny();
        return new UserSearch(
                id,
                query.text("search").map(text -> text.substring(0, Math.min(text.length(), MAX_LENGTH))),
                query.text("username"),
                query.text("email"),
                query.text("subject"),
                extId,
                status,
                gender,
                query.texts(),
                order.orElseThrow(),
                page.orElseThrow().limit(),
                page.orElseThrow().offset());
    }

    // PostgreSQL rejects NUL in text.
    private Optional<String> text(String name) {
        return Optional.ofNullable(uri.getQueryParameters().getFirst(name))
                .filter(text -> !text.isEmpty())
                .map(text -> text.replace('\0', '\uFFFD'));
    }

    private Map<ProfileField, String> texts() {
        Map<ProfileField, String> texts = new EnumMap<>(ProfileField.class);
        TEXTS.forEach(field -> text(field.key()).ifPresent(text -> texts.put(field, text)));
        return texts;
    }

    private UserOrder order() {
        return UserOrder.parse(text(ORDERING).orElse("id"))
                .orElseThrow(() -> new RequestException(new FieldError(ORDERING, ErrorCode.INVALID_CHOICE)));
    }

    private static UserStatus status(String text) {
        return STATUSES.stream()
                .filter(status -> status.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new RequestException(new FieldError(STATUS, ErrorCode.INVALID_CHOICE)));
    }

    private Optional<Long> integer(String name, FieldErrors errors) {
        return text(name)
                .flatMap(text -> errors.check(() -> {
                    try {
                        return Long.valueOf(text);
                    } catch (NumberFormatException e) {
                        throw new RequestException(FieldError.invalid(name, Reason.NOT_INTEGER), e);
                    }
                }));
    }
}
